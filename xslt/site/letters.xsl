<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters: their opening and close, and who wrote to whom, when and from where. -->
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

  <!-- What a letter's own header says of it, above the letter. -->
  <xsl:mode name="m:letter" on-no-match="shallow-skip" visibility="public"/>

  <!-- <correspAction type="sent"><persName/><placeName/><date/></correspAction> -->
  <xsl:template match="correspDesc" mode="m:letter" as="element()?">
    <xsl:where-populated>
      <dl class="letter">
        <xsl:apply-templates select="correspAction" mode="#current"/>
      </dl>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="correspAction" mode="m:letter" as="element()*">
    <xsl:variable name="type" as="xs:string" select="string(@type)"/>
    <dt>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{if (f:has-label('letter-' || $type)) then f:label('letter-' || $type)
        else $type}</xsl:text>
    </dt>
    <dd>
      <xsl:for-each select="*[normalize-space() or @when]">
        <xsl:if test="position() gt 1">, </xsl:if>
        <xsl:apply-templates select="." mode="m:body"/>
        <xsl:if test="not(normalize-space())">{@when}</xsl:if>
      </xsl:for-each>
    </dd>
  </xsl:template>

  <xsl:template match="text()" mode="m:letter"/>

</xsl:stylesheet>
