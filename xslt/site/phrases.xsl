<?xml version="1.0" encoding="UTF-8"?>
<!-- Phrases: emphasis, foreign words, raised and lowered signs. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <xsl:template match="emph" mode="m:body">
    <em>
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </em>
  </xsl:template>

  <!-- <foreign xml:lang="fr">mot juste</foreign> is in italics, unless its script has none. -->
  <xsl:template match="foreign" mode="m:body">
    <xsl:element name="{if (@p:role = 'block') then 'div' else 'i'}"
      namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., 'foreign')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Raised and lowered signs keep their meaning where no style sheet is applied. -->
  <xsl:template mode="m:body" priority="2"
    match="hi[tokenize(@p:style) = ('superscript', 'subscript')]">
    <xsl:element name="{if (tokenize(@p:style) = 'superscript') then 'sup' else 'sub'}"
      namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., 'hi')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
