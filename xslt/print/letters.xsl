<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Letters and the ends of texts: dateline and signature at the right, salutation flush left.
       <opener><dateline>Wien, 1. Mai</dateline><salute>Lieber Freund!</salute></opener> -->

  <xsl:template match="*[self::dateline or self::signed or self::byline][fp:is-line(.)]
    | closer/salute | opener/docDate | bibl[@p:role = 'block'][parent::epigraph or parent::cit]"
    mode="m:body">
    <xsl:sequence select="fp:line(., 'right')"/>
  </xsl:template>

  <xsl:template match="*[self::salute or self::address or self::addrLine][fp:is-line(.)]"
    mode="m:body" priority="0">
    <xsl:sequence select="fp:line(., 'left')"/>
  </xsl:template>

  <xsl:template match="trailer[@p:role = 'block'] | imprimatur[@p:role = 'block']
    | byline[ancestor::titlePage][@p:role = 'block']" mode="m:body" priority="1">
    <xsl:sequence select="fp:line(., 'center')"/>
  </xsl:template>

  <!-- What a letter's own header says of it, below the heading: Sent Anna, Wien, 1 May. -->
  <xsl:mode name="m:letter" on-no-match="shallow-skip"/>

  <xsl:template match="correspAction" mode="m:letter">
    <xsl:variable name="label" as="xs:string" select="'letter-' || @type"/>
    <remark>
      <sign look="italic">{if (f:has-label($label)) then f:label($label) else @type} </sign>
      <xsl:for-each select="*[normalize-space() or @when]">
        <xsl:if test="position() gt 1">
          <sign>, </sign>
        </xsl:if>
        <xsl:sequence select="fp:run-on(.)"/>
        <xsl:if test="not(normalize-space())">
          <sign>{@when}</sign>
        </xsl:if>
      </xsl:for-each>
    </remark>
  </xsl:template>

  <xsl:template match="text()" mode="m:letter"/>

  <!-- Opener and closer stand apart from the body of a letter. -->
  <xsl:template match="opener | closer | postscript" mode="m:body">
    <apart>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:call-template name="mp:flow"/>
    </apart>
  </xsl:template>

  <!-- Lines of their own: everywhere as blocks, in opener and closer also among words. -->
  <xsl:function name="fp:is-line" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@p:role = 'block' or fp:is-letter-line($element)"/>
  </xsl:function>

  <xsl:function name="fp:is-letter-line" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[parent::opener or parent::closer]
      [self::dateline or self::salute or self::signed or self::address or self::docDate])"/>
  </xsl:function>

  <!-- One line, or several, of such a kind. -->
  <xsl:function name="fp:line" as="element()*">
    <xsl:param name="block" as="element()"/>
    <xsl:param name="align" as="xs:string"/>
    <xsl:for-each select="$block">
      <xsl:choose>
        <xsl:when test="*[@p:role = 'block']">
          <xsl:call-template name="mp:flow"/>
        </xsl:when>
        <xsl:otherwise>
          <p indent="no" align="{$align}">
            <xsl:sequence select="fp:common(.), fp:shape(.)"/>
            <xsl:sequence select="fp:breaks(.)"/>
            <xsl:sequence select="self::bibl[parent::cit] ! fp:cited(.)"/>
            <xsl:apply-templates mode="m:body"/>
          </p>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
