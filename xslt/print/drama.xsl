<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Drama: speakers in small capitals, run in before prose, above verse; stage directions.
       <sp><speaker>Hamlet</speaker><p>To be</p></sp> -->

  <xsl:template match="sp" mode="m:body">
    <speech>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:call-template name="mp:flow"/>
    </speech>
  </xsl:template>

  <xsl:template match="speaker[@p:role = 'block']" mode="m:body">
    <speaker>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:sequence select="fp:breaks(.)"/>
      <xsl:apply-templates mode="m:body"/>
    </speaker>
  </xsl:template>

  <xsl:template match="speaker[fp:is-run-in(.)]" mode="m:body" priority="2"/>

  <xsl:template match="sp/p[preceding-sibling::*[1][self::speaker[fp:is-run-in(.)]]]"
    mode="m:body" priority="2">
    <xsl:variable name="speaker" as="element(speaker)" select="preceding-sibling::speaker[1]"/>
    <p indent="no">
      <xsl:sequence select="fp:common(.)"/>
      <xsl:sequence select="fp:breaks($speaker), fp:breaks(.)"/>
      <span look="small-caps">
        <xsl:sequence select="fp:common($speaker)[not(name() = 'at')]"/>
        <xsl:apply-templates select="$speaker/node()" mode="m:body"/>
      </span>
      <quad/>
      <xsl:apply-templates mode="m:body"/>
    </p>
  </xsl:template>

  <xsl:template match="stage[@p:role = 'block']" mode="m:body">
    <stage>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:call-template name="mp:flow"/>
    </stage>
  </xsl:template>

  <!-- A speaker's name runs in when prose follows it at once. -->
  <xsl:function name="fp:is-run-in" as="xs:boolean">
    <xsl:param name="speaker" as="element()"/>
    <xsl:sequence
      select="exists($speaker/following-sibling::*[1][self::p[not(@p:mixed = 'yes')]])"/>
  </xsl:function>

</xsl:stylesheet>
