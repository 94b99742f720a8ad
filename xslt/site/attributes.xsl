<?xml version="1.0" encoding="UTF-8"?>
<!-- What every element of a page has in common: id, class, language, direction. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private">

  <!--
    The attributes of an element of the text: its id, the classes given and those of its look in
    the source, its language and its direction. <hi p:style="italic"/> has class="italic".
  -->
  <xsl:function name="f:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:variable name="all" as="xs:string*" select="$classes, $element/@p:style"/>
    <xsl:if test="$element/@p:id">
      <xsl:attribute name="id" select="$element/@p:id"/>
    </xsl:if>
    <xsl:if test="exists($all)">
      <xsl:attribute name="class" select="$all"/>
    </xsl:if>
    <xsl:sequence select="f:language($element)"/>
  </xsl:function>

  <!-- Whether an element has any of these but a class of ours. -->
  <xsl:function name="f:has-attributes" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence
      select="exists($element/(@p:id, @p:style, @p:dir, @xml:lang[. ne '']))"/>
  </xsl:function>

  <!-- The language of an element, and its direction where that changes. -->
  <xsl:function name="f:language" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:lang[. ne '']">
      <xsl:attribute name="lang" select="$element/@xml:lang"/>
    </xsl:if>
    <xsl:if test="$element/@p:dir">
      <xsl:attribute name="dir" select="$element/@p:dir"/>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="fp:foreign-labels" as="xs:boolean"
    select="tokenize($shared/p:edition/@xml:lang, '-')[1] ne $f:label-language"/>

  <!-- Language and direction of labels, where they are not those of the edition. -->
  <xsl:function name="f:interface" as="attribute()*">
    <xsl:if test="$fp:foreign-labels">
      <xsl:attribute name="lang" select="$f:label-language"/>
      <xsl:attribute name="dir" select="'ltr'"/>
    </xsl:if>
  </xsl:function>

  <!-- Language and direction of the text, for its words among labels. -->
  <xsl:function name="f:text-language" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$fp:foreign-labels">
      <xsl:sequence select="f:language(root($element)/*), root($element)/*/@dir"/>
    </xsl:if>
  </xsl:function>

  <!-- Whether an element belongs to the form of the text that this page shows. -->
  <xsl:function name="f:shown" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="empty($element/ancestor-or-self::*/@p:layer[. ne $layer])"/>
  </xsl:function>

  <!-- Whether a document has entries, apart from those that tell of emendations only. -->
  <xsl:function name="f:has-apparatus" as="xs:boolean">
    <xsl:param name="document" as="element()"/>
    <xsl:sequence select="exists($document/p:entries/p:entry[not(@emendation)])"/>
  </xsl:function>

</xsl:stylesheet>
