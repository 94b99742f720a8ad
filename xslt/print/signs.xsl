<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- What the editor does within words: what is supplied or doubtful, gaps, uncertain letters. The
       signs themselves are those of common/signs.xsl. -->

  <!-- Blanks at its edge stand outside of the signs. -->
  <xsl:template match="supplied" mode="m:body">
    <xsl:sequence select="fp:edge(., '^\s')"/>
    <xsl:sequence select="fp:enclosed(.)"/>
    <xsl:sequence select="fp:edge(., '\s$')"/>
  </xsl:template>

  <xsl:template match="supplied/text()" mode="m:body">
    <xsl:variable name="start" as="xs:string"
      select="if (preceding-sibling::node()) then . else replace(., '^\s+', '')"/>
    <xsl:variable name="whole" as="xs:string"
      select="if (following-sibling::node()) then $start else replace($start, '\s+$', '')"/>
    <xsl:text>{$whole}</xsl:text>
  </xsl:template>

  <xsl:template match="surplus | sic[not(parent::choice)]" mode="m:body">
    <xsl:sequence select="fp:enclosed(.)"/>
  </xsl:template>

  <xsl:template match="unclear" mode="m:body">
    <unclear>
      <xsl:sequence select="fp:phrase(., ())"/>
    </unclear>
  </xsl:template>

  <xsl:template match="gap" mode="m:body">
    <sign>{f:missing(.)}</sign>
  </xsl:template>

  <xsl:template match="space[not(node())]" mode="m:body">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- A blank, where the text of an element has one at the edge that the pattern describes. -->
  <xsl:function name="fp:edge" as="text()?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="edge" as="xs:string"/>
    <xsl:if test="matches($element, $edge)">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- Words between two signs of the editor's; a block keeps the signs inside its paragraphs. -->
  <xsl:function name="fp:enclosed" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="signs" as="xs:string+" select="f:signs($element)"/>
    <xsl:for-each select="$element">
      <xsl:choose>
        <xsl:when test="@p:role = 'block' and *[@p:role = 'block']">
          <xsl:call-template name="mp:flow"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:where-populated>
            <sign>{$signs[1]}</sign>
          </xsl:where-populated>
          <xsl:sequence select="fp:phrase(., ())"/>
          <xsl:where-populated>
            <sign>{$signs[2]}</sign>
          </xsl:where-populated>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
