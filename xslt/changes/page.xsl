<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of the page that stands alone. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="urn:tei-edition:changes"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- The whole page. -->
  <xsl:mode name="m:page" on-no-match="fail" visibility="public"/>

  <xsl:template match="/" mode="m:page" as="element()">
    <html lang="en">
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{f:changes-title(c:changes)}</title>
        <meta name="color-scheme" content="light dark"/>
        <style>{$style}</style>
        <script>{$script}</script>
      </head>
      <body class="page-changes" data-light="{f:label('light')}" data-dark="{f:label('dark')}">
        <a class="skip" href="#main">{f:label('skip')}</a>
        <header class="masthead">
          <a class="edition" href="#main">{f:label('changes')}</a>
          <nav aria-label="{f:label('parts')}">
            <ul/>
          </nav>
        </header>
        <main id="main">
          <xsl:apply-templates select="c:changes" mode="m:changes"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- Language and direction of labels, where they are not those of the page. -->
  <xsl:function name="f:interface" as="attribute()*">
    <xsl:sequence select="()"/>
  </xsl:function>

</xsl:stylesheet>
