<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- What the editor does within words: supplied ⟨words⟩, gaps […], uncertain letters, a passage
       given up †as corrupt†. -->

  <xsl:template match="supplied" mode="m:body">
    <xsl:sequence select="fp:enclosed(., '⟨', '⟩')"/>
  </xsl:template>

  <xsl:template match="surplus" mode="m:body">
    <xsl:sequence select="fp:enclosed(., '{', '}')"/>
  </xsl:template>

  <xsl:template match="unclear" mode="m:body">
    <unclear>
      <xsl:sequence select="fp:phrase(., ())"/>
    </unclear>
  </xsl:template>

  <xsl:template match="gap" mode="m:body">
    <sign>[…]</sign>
  </xsl:template>

  <xsl:template match="space[not(node())]" mode="m:body">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Words between two signs of the editor's; a block keeps the signs inside its paragraphs. -->
  <xsl:function name="fp:enclosed" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="open" as="xs:string"/>
    <xsl:param name="close" as="xs:string"/>
    <xsl:for-each select="$element">
      <xsl:choose>
        <xsl:when test="@p:role = 'block' and *[@p:role = 'block']">
          <xsl:call-template name="mp:flow"/>
        </xsl:when>
        <xsl:otherwise>
          <sign>{$open}</sign>
          <xsl:sequence select="fp:phrase(., ())"/>
          <sign>{$close}</sign>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
