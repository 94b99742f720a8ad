<?xml version="1.0" encoding="UTF-8"?>
<!-- The home page: a title page, the contents, the downloads, how to cite. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <xsl:template match="p:edition[$page = 'home']" mode="m:title" as="xs:string">
    <xsl:sequence select="$f:edition-title"/>
  </xsl:template>

  <xsl:template match="p:edition[$page = 'home']" mode="m:main">
    <div class="title-page">
      <xsl:for-each select="p:author[normalize-space()]">
        <p class="author">
          <xsl:apply-templates mode="m:body"/>
        </p>
      </xsl:for-each>
      <h1>
        <xsl:apply-templates select="p:title/node()" mode="m:body"/>
      </h1>
      <xsl:for-each select="p:subtitle">
        <p class="subtitle">
          <xsl:apply-templates mode="m:body"/>
        </p>
      </xsl:for-each>
      <xsl:sequence select="fp:editors(.)"/>
    </div>
    <xsl:sequence select="fp:abstract(.), fp:downloads()"/>
    <nav class="home-contents" aria-labelledby="page:contents">
      <h2 id="page:contents">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('contents')}</xsl:text>
      </h2>
      <xsl:apply-templates select="p:texts" mode="m:contents"/>
    </nav>
    <section class="how-to-cite" aria-labelledby="page:cite">
      <h2 id="page:cite">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('how-to-cite')}</xsl:text>
      </h2>
      <p>
        <xsl:sequence select="f:citation()"/>
      </p>
      <p class="remark">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('how-to-cite-passage')}</xsl:text>
      </p>
    </section>
  </xsl:template>

  <xsl:function name="fp:editors" as="element()?">
    <xsl:param name="edition" as="element(p:edition)"/>
    <xsl:if test="$edition/p:editor[normalize-space()]">
      <p class="editors">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('edited-by')} </xsl:text>
        <xsl:text>{$edition/p:editor ! normalize-space() => string-join(', ')}</xsl:text>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- What the header says in a few words: its abstract, else the description of the project. -->
  <xsl:function name="fp:abstract" as="element()?">
    <xsl:param name="edition" as="element(p:edition)"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$edition/p:header/teiHeader"/>
    <xsl:variable name="abstract" as="element()?" select="
      ($header/profileDesc/abstract, $header/encodingDesc/projectDesc)[normalize-space()][1]"/>
    <xsl:where-populated>
      <div class="abstract">
        <xsl:apply-templates select="$abstract/node()" mode="m:body"/>
      </div>
    </xsl:where-populated>
  </xsl:function>

  <!-- The same edition in other forms: $settings?downloads maps labels to addresses. -->
  <xsl:function name="fp:downloads" as="element()?">
    <xsl:variable name="downloads" as="map(*)?" select="$settings?downloads"/>
    <xsl:where-populated>
      <ul class="downloads">
        <xsl:for-each select="sort($downloads ! map:keys(.))">
          <li>
            <a href="{$downloads(.)}">{f:label('download-' || .)}</a>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
