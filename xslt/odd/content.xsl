<?xml version="1.0" encoding="UTF-8"?>
<!-- Contents and types in the signs of a DTD: “(head?, (p | ab)+)”, each name a link. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:s="urn:tei-edition:schema"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes">

  <!-- A particle of a content. -->
  <xsl:mode name="m:content" on-no-match="fail" visibility="public"/>

  <xsl:template match="s:ref" mode="m:content" as="node()+">
    <xsl:if test="preceding-sibling::s:ref and not(fp:is-particle(.))">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="@to">
        <a href="{f:fragment(@to)}">{.}</a>
      </xsl:when>
      <xsl:otherwise>
        <span>{.}</span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>{fp:chosen(.)}{@occurs}</xsl:text>
  </xsl:template>

  <xsl:template match="s:group" mode="m:content" as="node()*">
    <xsl:variable name="sign" as="xs:string" select="
      if (@kind = 'alternate') then ' | ' else if (@kind = 'interleave') then ' &amp; ' else ', '"/>
    <xsl:variable name="bare" as="xs:boolean" select="count(*) = 1 and not(*/@occurs and @occurs)"/>
    <xsl:text>{'('[not($bare)]}</xsl:text>
    <xsl:for-each select="*">
      <xsl:if test="position() gt 1">{$sign}</xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </xsl:for-each>
    <xsl:text>{')'[not($bare)]}{@occurs}</xsl:text>
  </xsl:template>

  <xsl:template match="s:text | s:empty | s:any" mode="m:content" as="node()+">
    <em>{f:label('odd-' || local-name())}</em>
    <xsl:text>{@occurs}</xsl:text>
  </xsl:template>

  <xsl:template match="s:data" mode="m:content" as="node()*">
    <xsl:apply-templates select="s:ref" mode="m:content"/>
    <xsl:if test="not(s:ref)">
      <code>{text()}</code>
    </xsl:if>
    <xsl:for-each select="s:facet">
      <xsl:text> </xsl:text>
      <code>{@name}={.}</code>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="s:values" mode="m:content" as="node()*">
    <xsl:for-each select="s:value">
      <xsl:if test="position() gt 1"> | </xsl:if>
      <code>“{@name}”</code>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="s:pattern | s:module" mode="m:content" as="node()+">
    <xsl:text> </xsl:text>
    <code>{.}</code>
  </xsl:template>

  <!-- “#class-att.global”: the address of a place in the page. -->
  <xsl:function name="f:fragment" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="'#' || replace(replace(encode-for-uri($id), '%3A', ':'), '%40', '@')"/>
  </xsl:function>

  <!-- A content, or the type of an attribute, in one line; “nothing” where it is empty. -->
  <xsl:function name="f:model" as="node()*">
    <xsl:param name="content" as="element()"/>
    <xsl:for-each select="$content/*">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:apply-templates select="." mode="m:content"/>
    </xsl:for-each>
    <xsl:if test="empty($content/*)">
      <em>{f:label('odd-empty')}</em>
    </xsl:if>
    <xsl:text>{$content/@occurs}</xsl:text>
  </xsl:function>

  <xsl:function name="fp:is-particle" as="xs:boolean">
    <xsl:param name="reference" as="element(s:ref)"/>
    <xsl:sequence select="
      exists($reference/(parent::s:group | parent::s:content | parent::s:type | parent::s:data))"/>
  </xsl:function>

  <!-- How the members of a class follow one another, and which of them are meant. -->
  <xsl:function name="fp:chosen" as="xs:string">
    <xsl:param name="reference" as="element(s:ref)"/>
    <xsl:sequence select="
      string-join((
        $reference/@expand ! (' (' || f:label('odd-expand-' || .) || ')'),
        $reference/@include ! (' (' || f:label('odd-include', .) || ')'),
        $reference/@except ! (' (' || f:label('odd-except', .) || ')')))"/>
  </xsl:function>

</xsl:stylesheet>
