<?xml version="1.0" encoding="UTF-8"?>
<!-- Variants along the text: a bar for each stretch, as high as it has entries. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns="http://www.w3.org/2000/svg">

  <!-- The width of a bar, and the height of the highest one. -->
  <xsl:variable name="fp:bar" as="xs:integer" select="8"/>
  <xsl:variable name="fp:highest" as="xs:integer" select="160"/>

  <xsl:template match="p:statistics" mode="m:plot" priority="2">
    <xsl:param name="plot" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$plot = 'along'">
        <xsl:variable name="width" as="xs:integer" select="count(p:stretch) * $fp:bar + 160"/>
        <svg viewBox="0 0 {$width} {$fp:highest + 110}" width="{$width}"
          height="{$fp:highest + 110}" role="img" font-family="sans-serif" font-size="10">
          <title>{f:label('statistics-along')}</title>
          <xsl:variable name="most" as="xs:double" select="max((1, p:stretch/number(@entries)))"/>
          <text x="34" y="14" text-anchor="end">{$most}</text>
          <text x="34" y="{$fp:highest + 6}" text-anchor="end">0</text>
          <xsl:for-each select="p:stretch">
            <xsl:sequence select="fp:bar(., position(), $most)"/>
          </xsl:for-each>
        </svg>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match>
          <xsl:with-param name="plot" select="$plot" as="xs:string"/>
        </xsl:next-match>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The bar of a stretch; where a text begins there is a line, and its name below. -->
  <xsl:function name="fp:bar" as="element()*">
    <xsl:param name="stretch" as="element(p:stretch)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="most" as="xs:double"/>
    <xsl:variable name="x" as="xs:integer" select="40 + ($number - 1) * $fp:bar"/>
    <xsl:variable name="tall" as="xs:double"
      select="round(number($stretch/@entries) div $most * $fp:highest, 1)"/>
    <rect x="{$x}" y="{$fp:highest + 6 - $tall}" width="{$fp:bar - 1}" height="{$tall}"
      fill="#14406b">
      <title>{$stretch/@text} {$stretch/@first}: {$stretch/@entries}</title>
    </rect>
    <xsl:if test="$stretch/@first = '1'">
      <path d="M{$x} {$fp:highest + 6}v8" stroke="#555"/>
      <text transform="translate({$x + 2} {$fp:highest + 22}) rotate(40)">{
        substring($stretch/@text, 1, 24)}</text>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
