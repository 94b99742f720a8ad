<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Words without their looks, for bookmarks and running heads. -->

  <!-- The words of the reading text and nothing else. -->
  <xsl:mode name="m:plain" on-no-match="shallow-skip"/>

  <xsl:template match="*[@p:layer = ('diplomatic', 'none')]" mode="m:plain" priority="10"/>

  <xsl:template match="note" mode="m:plain"/>

  <xsl:template match="lb" mode="m:plain" as="xs:string">
    <xsl:sequence select="if (@break = 'no') then '' else ' '"/>
  </xsl:template>

  <xsl:template match="text()" mode="m:plain" as="xs:string">
    <xsl:sequence select="string()"/>
  </xsl:template>

  <!-- The words of the reading text in an element, without notes: for bookmarks. -->
  <xsl:function name="fp:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates select="$element" mode="m:plain"/>
    </xsl:variable>
    <xsl:sequence select="string-join($words) => normalize-space()"/>
  </xsl:function>

</xsl:stylesheet>
