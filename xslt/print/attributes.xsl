<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- What any element of the print vocabulary may carry. -->

  <!-- The attributes that any element may have: what it is called, where it came from, its
       language and direction. -->
  <xsl:function name="fp:common" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@p:id">
      <xsl:attribute name="id" select="fp:key($element, $element/@p:id)"/>
    </xsl:if>
    <xsl:if test="$element/@p:at">
      <xsl:attribute name="at" select="$element/@p:at"/>
    </xsl:if>
    <xsl:if test="$element/@p:role = 'block'">
      <xsl:sequence select="fp:aligned($element)"/>
    </xsl:if>
    <xsl:sequence select="fp:language($element/@xml:lang)"/>
    <xsl:if test="$element/@p:dir">
      <xsl:attribute name="dir" select="$element/@p:dir"/>
    </xsl:if>
  </xsl:function>

  <!-- What tells which block of a translation belongs to which of its text. -->
  <xsl:function name="fp:aligned" as="attribute()*">
    <xsl:param name="block" as="element()"/>
    <xsl:for-each select="$block/@n[normalize-space()]">
      <xsl:attribute name="number" select="."/>
    </xsl:for-each>
    <xsl:copy-of select="$block/@corresp"/>
  </xsl:function>

  <!-- The id of a place in the whole book: the text's id, "#", the id in the text. -->
  <xsl:function name="fp:key" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="root($element)/p:text/@id || '#' || $id"/>
  </xsl:function>

  <!-- The language subtag, in the form that Typst knows. -->
  <xsl:function name="fp:language" as="attribute(lang)?">
    <xsl:param name="tag" as="attribute()?"/>
    <xsl:variable name="language" as="xs:string"
      select="lower-case(tokenize($tag, '[-_]')[1])"/>
    <xsl:if test="matches($language, '^[a-z]{2,3}$')">
      <xsl:attribute name="lang" select="$language"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
