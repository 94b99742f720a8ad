<?xml version="1.0" encoding="UTF-8"?>
<!-- The agreement of witnesses as a matrix: the darker, the more they agree. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns="http://www.w3.org/2000/svg">

  <!-- The side of a cell, and the room for sigla before the first. -->
  <xsl:variable name="fp:cell" as="xs:integer" select="14"/>

  <xsl:template match="p:statistics" mode="m:plot">
    <xsl:param name="plot" as="xs:string"/>
    <xsl:if test="$plot = 'agreement'">
      <xsl:variable name="count" as="xs:integer" select="count(p:witness)"/>
      <xsl:variable name="room" as="xs:integer" select="fp:room(p:witness/@label)"/>
      <xsl:variable name="side" as="xs:integer" select="$room + $count * $fp:cell + 4"/>
      <svg viewBox="0 0 {$side} {$side}" width="{$side}" height="{$side}" role="img"
        font-family="sans-serif" font-size="10">
        <title>{f:label('statistics-agreement')}</title>
        <xsl:apply-templates select="p:witness, p:pair" mode="m:plot">
          <xsl:with-param name="room" select="$room" as="xs:integer"/>
          <xsl:with-param name="least" as="xs:double"
            select="min((0.999, p:pair/number(@share)))"/>
        </xsl:apply-templates>
      </svg>
    </xsl:if>
    <xsl:if test="$plot ne 'agreement'">
      <xsl:next-match>
        <xsl:with-param name="plot" select="$plot" as="xs:string"/>
      </xsl:next-match>
    </xsl:if>
  </xsl:template>

  <xsl:template match="p:witness" mode="m:plot">
    <xsl:param name="room" as="xs:integer"/>
    <xsl:variable name="at" as="xs:integer" select="$room + (xs:integer(@n) - 1) * $fp:cell"/>
    <text x="{$room - 3}" y="{$at + 11}" text-anchor="end">{@label}</text>
    <text transform="translate({$at + 11} {$room - 3}) rotate(-90)">{@label}</text>
    <rect x="{$at}" y="{$at}" width="{$fp:cell - 1}" height="{$fp:cell - 1}" fill="#999"/>
  </xsl:template>

  <xsl:template match="p:pair" mode="m:plot">
    <xsl:param name="room" as="xs:integer"/>
    <xsl:param name="least" as="xs:double"/>
    <xsl:variable name="one" as="xs:integer" select="$room + (xs:integer(@one) - 1) * $fp:cell"/>
    <xsl:variable name="two" as="xs:integer" select="$room + (xs:integer(@two) - 1) * $fp:cell"/>
    <xsl:variable name="shade" as="xs:string"
      select="fp:short(0.08 + 0.92 * (number(@share) - $least) div max((1 - $least, 0.001)))"/>
    <xsl:for-each select="($one, $two)">
      <rect x="{.}" y="{($one, $two)[. ne current()][1]}" width="{$fp:cell - 1}"
        height="{$fp:cell - 1}" fill="#14406b" fill-opacity="{$shade}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The room that the longest siglum needs. -->
  <xsl:function name="fp:room" as="xs:integer">
    <xsl:param name="labels" as="xs:string*"/>
    <xsl:sequence select="10 + 6 * max((1, $labels ! string-length(.)))"/>
  </xsl:function>

</xsl:stylesheet>
