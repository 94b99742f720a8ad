<?xml version="1.0" encoding="UTF-8"?>
<!-- The tree of witnesses: branches go right, as long as witnesses differ. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns="http://www.w3.org/2000/svg">

  <!-- The height of a branch, and the width of the drawing without sigla. -->
  <xsl:variable name="fp:line" as="xs:integer" select="16"/>
  <xsl:variable name="fp:reach" as="xs:integer" select="560"/>

  <xsl:template match="p:statistics" mode="m:plot" priority="1">
    <xsl:param name="plot" as="xs:string"/>
    <xsl:variable name="tree" as="element(p:tree)?" select="p:tree"/>
    <xsl:choose>
      <xsl:when test="$plot = 'tree'">
        <xsl:variable name="room" as="xs:integer" select="fp:room($tree/p:branch/@label)"/>
        <xsl:variable name="width" as="xs:integer" select="$fp:reach + $room + 20"/>
        <xsl:variable name="height" as="xs:integer"
          select="xs:integer(($tree/@leaves, '0')[1]) * $fp:line + 20"/>
        <svg viewBox="0 0 {$width} {$height}" width="{$width}" height="{$height}" role="img"
          font-family="sans-serif" font-size="11" stroke-linecap="square">
          <title>{f:label('statistics-tree')}</title>
          <xsl:apply-templates select="$tree/*" mode="#current"/>
        </svg>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match>
          <xsl:with-param name="plot" select="$plot" as="xs:string"/>
        </xsl:next-match>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="p:branch" mode="m:plot">
    <xsl:variable name="y" as="xs:double" select="fp:down(@y)"/>
    <path d="M{fp:across(., @x)} {$y}H{fp:across(., @to)}" stroke="#14406b" fill="none"/>
    <xsl:if test="@label">
      <text x="{fp:across(., @to) + 5}" y="{$y + 4}">{@label}</text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="p:fork" mode="m:plot">
    <path d="M{fp:across(., @x)} {fp:down(@top)}V{fp:down(@bottom)}" stroke="#14406b"
      fill="none"/>
  </xsl:template>

  <!-- Where a point of the tree is drawn. -->
  <xsl:function name="fp:across" as="xs:double">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="x" as="attribute()"/>
    <xsl:variable name="width" as="xs:double" select="number($part/../@width)"/>
    <xsl:sequence select="
      round(10 + (if ($width gt 0) then number($x) div $width else 0) * $fp:reach, 1)"/>
  </xsl:function>

  <xsl:function name="fp:down" as="xs:double">
    <xsl:param name="y" as="attribute()"/>
    <xsl:sequence select="round(number($y) * $fp:line, 1)"/>
  </xsl:function>

</xsl:stylesheet>
