<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- The apparatus, in its first form: after each text, an entry a paragraph.
       12.7 lemma A B] reading C; om. D -->
  <xsl:mode name="m:apparatus" on-no-match="fail"/>

  <xsl:key name="passage" match="p:passage" use="@p:id"/>

  <xsl:template match="p:passage" mode="m:body">
    <xsl:choose>
      <xsl:when test="@p:role = 'block'">
        <xsl:call-template name="mp:flow"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="fp:phrase(., ())"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where a passage ends that only its entry knows of: nothing to be seen. -->
  <xsl:template match="p:end" mode="m:body"/>

  <xsl:template match="p:entries" mode="m:apparatus">
    <apparatus label="{f:label('apparatus')}">
      <xsl:apply-templates select="p:entry[not(@emendation)]" mode="m:apparatus"/>
    </apparatus>
  </xsl:template>

  <xsl:template match="p:entry" mode="m:apparatus">
    <entry>
      <xsl:if test="@passage">
        <xsl:attribute name="to" select="fp:key(., @passage)"/>
      </xsl:if>
      <xsl:for-each select="(@locus, key('passage', @passage)/ancestor::l[1] ! fp:number(.))[1]">
        <xsl:attribute name="locus" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="p:runs/p:run" mode="m:apparatus"/>
    </entry>
  </xsl:template>

  <!-- A run is dressed as what it is; its look is that of the style of the apparatus. -->
  <xsl:template match="p:run" mode="m:apparatus">
    <sign>
      <xsl:copy-of select="@look"/>
      <xsl:apply-templates mode="m:apparatus"/>
    </sign>
  </xsl:template>

  <xsl:template match="p:run[@of]" mode="m:apparatus">
    <xsl:variable name="of" as="xs:string" select="@of"/>
    <xsl:variable name="parts" as="element()*" select="
      if (@kind = 'note') then ../../p:remark else ../../(p:lemma | p:reading)"/>
    <xsl:choose>
      <xsl:when test="@look">
        <span look="{@look}">
          <xsl:apply-templates select="$parts[@n = $of]/node()" mode="m:body"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$parts[@n = $of]/node()" mode="m:body"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="p:run/text()" mode="m:apparatus">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="p:raised" mode="m:apparatus">
    <sign look="superscript">{.}</sign>
  </xsl:template>

</xsl:stylesheet>
