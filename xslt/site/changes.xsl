<?xml version="1.0" encoding="UTF-8"?>
<!-- What was changed between two versions of the edition: see xslt/changes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="urn:tei-edition:changes"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes">

  <xsl:template match="c:changes" mode="m:title" as="xs:string">
    <xsl:sequence select="f:changes-title(.)"/>
  </xsl:template>

  <xsl:template match="c:changes" mode="m:main" as="element()*">
    <xsl:apply-templates select="." mode="m:changes"/>
    <xsl:sequence select="fp:other-versions()"/>
  </xsl:template>

  <!-- The ways to the other pages of this kind. -->
  <xsl:function name="fp:other-versions" as="element()?">
    <xsl:if test="array:size($settings?changes) gt 1"
      xmlns:array="http://www.w3.org/2005/xpath-functions/array">
      <nav class="versions" aria-labelledby="page:versions">
        <h2 id="page:versions">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('changes-versions')}</xsl:text>
        </h2>
        <ul>
          <xsl:for-each select="$settings?changes?*[?path ne $path]">
            <li>
              <a href="{$f:root}{?path}">
                <bdi>{?old}</bdi>
                <xsl:text> → </xsl:text>
                <bdi>{f:revision(?new)}</bdi>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
