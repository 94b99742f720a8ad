<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of the page: head, masthead, prose, index, entries, foot. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:s="urn:tei-edition:schema"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes">

  <!-- The whole page. -->
  <xsl:mode name="m:page" on-no-match="fail" visibility="public"/>

  <!-- The kinds of entries in their order, each with the key of its label. -->
  <xsl:variable name="f:kinds" as="map(xs:string, xs:string)+" select="
    map {'kind': 'element', 'label': 'odd-elements'},
    map {'kind': 'attributes', 'label': 'odd-attribute-classes'},
    map {'kind': 'model', 'label': 'odd-models'},
    map {'kind': 'macro', 'label': 'odd-macros'},
    map {'kind': 'datatype', 'label': 'odd-datatypes'}"/>

  <xsl:key name="entries" match="s:entry" use="@kind"/>

  <xsl:template match="/" mode="m:page" as="element()">
    <html lang="{s:schema/@xml:lang}">
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{s:schema/s:title}</title>
        <meta name="color-scheme" content="light dark"/>
        <style>{$style}</style>
        <script>{$script}</script>
      </head>
      <body class="page-odd" data-light="{f:label('light')}" data-dark="{f:label('dark')}"
        data-filter="{f:label('filter')}">
        <a class="skip" href="#main">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('skip')}</xsl:text>
        </a>
        <xsl:sequence select="fp:masthead(s:schema)"/>
        <main id="main">
          <xsl:apply-templates select="s:schema/s:prose" mode="m:prose"/>
          <xsl:sequence select="f:index(s:schema), fp:rules(s:schema), fp:entries()"/>
        </main>
        <footer class="foot">
          <p>
            <xsl:sequence select="f:interface()"/>
            <xsl:text>{f:label('odd-made', string(s:schema/@version))}</xsl:text>
          </p>
        </footer>
      </body>
    </html>
  </xsl:template>

  <!-- The language of labels, where it is not that of the ODD. -->
  <xsl:function name="f:interface" as="attribute()?">
    <xsl:if test="tokenize($shared/*/@xml:lang, '-')[1] ne $f:label-language">
      <xsl:attribute name="lang" select="$f:label-language"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:masthead" as="element()">
    <xsl:param name="schema" as="element(s:schema)"/>
    <header class="masthead">
      <a class="edition" href="#main">{$schema/s:title}</a>
      <nav aria-label="{f:label('contents')}">
        <xsl:sequence select="f:interface()"/>
        <ul>
          <li>
            <a href="#index">{f:label('odd-index')}</a>
          </li>
          <xsl:for-each select="$f:kinds[exists(key('entries', ?kind, $shared))]">
            <li>
              <a href="#all-{?kind}">{f:label(?label)}</a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </header>
  </xsl:function>

  <xsl:function name="fp:rules" as="element()?">
    <xsl:param name="schema" as="element(s:schema)"/>
    <xsl:if test="$schema/s:rule">
      <section>
        <h2 id="rules">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('odd-rules')}</xsl:text>
        </h2>
        <ul>
          <xsl:apply-templates select="$schema/s:rule" mode="m:declared"/>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:entries" as="element()*">
    <xsl:for-each select="$f:kinds[exists(key('entries', ?kind, $shared))]">
      <section class="entries">
        <h2 id="all-{?kind}">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label(?label)}</xsl:text>
        </h2>
        <xsl:apply-templates select="key('entries', ?kind, $shared)" mode="m:entry"/>
      </section>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
