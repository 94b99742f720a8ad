<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: stanzas, lines, every fifth line with its number. -->
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

  <!-- <l p:n="5" p:id="l5">…</l>; a part of a line (part="F") is set in. -->
  <xsl:template match="l" mode="m:body">
    <div>
      <xsl:sequence select="f:attributes(., ('l', 'continued'[current()/@p:continued]))"/>
      <xsl:if test="@p:n[. castable as xs:integer] ! xs:integer(.) mod 5 = 0">
        <xsl:sequence select="f:number(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="caesura" mode="m:body">
    <span class="added caesura">&#x2003;</span>
  </xsl:template>

</xsl:stylesheet>
