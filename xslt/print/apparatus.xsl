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

  <xsl:template match="p:entries" mode="m:apparatus">
    <apparatus label="{f:label('apparatus')}">
      <xsl:apply-templates select="p:entry" mode="m:apparatus"/>
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
      <xsl:apply-templates select="p:lemma" mode="m:apparatus"/>
      <xsl:for-each select="p:reading, p:remark">
        <xsl:if test="position() gt 1">
          <sign>; </sign>
        </xsl:if>
        <xsl:apply-templates select="." mode="m:apparatus"/>
      </xsl:for-each>
    </entry>
  </xsl:template>

  <xsl:template match="p:lemma" mode="m:apparatus">
    <xsl:apply-templates mode="m:body"/>
    <xsl:sequence select="fp:sigla(.)"/>
    <sign>] </sign>
  </xsl:template>

  <xsl:template match="p:reading" mode="m:apparatus">
    <xsl:apply-templates mode="m:body"/>
    <xsl:if test="@kind = 'omission'">
      <sign look="italic">{f:label('kind-omission')}</sign>
    </xsl:if>
    <xsl:sequence select="fp:sigla(.)"/>
  </xsl:template>

  <xsl:template match="p:remark" mode="m:apparatus">
    <span look="italic">
      <xsl:apply-templates mode="m:body"/>
    </span>
    <xsl:sequence select="fp:sigla(.)"/>
  </xsl:template>

  <!-- The witnesses of a reading, or the scholars who propose it. -->
  <xsl:function name="fp:sigla" as="element(Q{}sign)*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="signs" as="xs:string*"
      select="($reading/(@sigla, @wit, @hand, @resp)) ! string()[. ne '']"/>
    <xsl:if test="exists($signs)">
      <sign> {string-join($signs, ' ')}</sign>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
