<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- The indexes: each record that the texts name, and where.
       <p:record label="Trotsky, Leon"><p:mention text="chapter-06" to="m12"/></p:record> -->

  <!-- The program fills the index of passages cited from the texts, by their
       `cited`. -->
  <xsl:template match="p:registers" mode="m:print">
    <xsl:apply-templates select="p:register" mode="m:print"/>
    <index label="{f:label('index-passages')}" kind="passages"/>
  </xsl:template>

  <xsl:template match="p:register" mode="m:print">
    <xsl:variable name="records" as="element(p:record)*" select="p:record[p:mention]"/>
    <xsl:if test="exists($records)">
      <index label="{f:label('index-' || @kind)}" kind="{@kind}">
        <xsl:for-each select="$records">
          <record label="{@label}" letter="{@letter}">
            <xsl:for-each select="p:mention">
              <mention to="{@text}#{@to}">
                <xsl:copy-of select="@in"/>
              </mention>
            </xsl:for-each>
          </record>
        </xsl:for-each>
      </index>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
