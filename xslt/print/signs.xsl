<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- What the editor does within words: what is supplied or doubtful, gaps, uncertain letters. The
       signs themselves are those of common/signs.xsl. -->

  <!-- Blanks at its edge stand outside of the signs. -->
  <xsl:template match="supplied" mode="m:body">
    <xsl:sequence select="fp:edge(., '^\s')"/>
    <xsl:sequence select="fp:enclosed(.)"/>
    <xsl:sequence select="fp:edge(., '\s$')"/>
  </xsl:template>

  <xsl:template match="supplied/text()" mode="m:body">
    <xsl:variable name="start" as="xs:string"
      select="if (preceding-sibling::node()) then . else replace(., '^\s+', '')"/>
    <xsl:variable name="whole" as="xs:string"
      select="if (following-sibling::node()) then $start else replace($start, '\s+$', '')"/>
    <xsl:text>{$whole}</xsl:text>
  </xsl:template>

  <xsl:template match="surplus | sic[not(parent::choice)]" mode="m:body">
    <xsl:sequence select="fp:enclosed(.)"/>
  </xsl:template>

  <xsl:template match="unclear" mode="m:body">
    <unclear>
      <xsl:sequence select="fp:phrase(., ())"/>
    </unclear>
  </xsl:template>

  <xsl:template match="gap" mode="m:body">
    <sign kind="gap">{f:missing(.)}</sign>
  </xsl:template>

  <xsl:template match="space[not(node())]" mode="m:body">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- One sign, if there is one, and what it stands for. -->
  <xsl:function name="fp:sign" as="element(sign)?" xpath-default-namespace="">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:if test="$sign">
      <sign kind="{$kind}">{$sign}</sign>
    </xsl:if>
  </xsl:function>

  <!-- What the signs around an element stand for: a key of the list of signs. -->
  <xsl:function name="fp:kind" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (not($element/self::supplied)) then local-name($element)
      else if (f:signs($element)[1] = '[') then 'lost'
      else 'supplied'"/>
  </xsl:function>

  <!-- A blank, where the text of an element has one at the edge that the pattern describes. -->
  <xsl:function name="fp:edge" as="text()?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="edge" as="xs:string"/>
    <xsl:if test="matches($element, $edge)">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- Words between two signs of the editor's; a block keeps the signs inside its paragraphs. -->
  <xsl:function name="fp:enclosed" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="signs" as="xs:string+" select="f:signs($element)"/>
    <xsl:for-each select="$element">
      <xsl:choose>
        <xsl:when test="@p:role = 'block' and *[@p:role = 'block']">
          <xsl:call-template name="mp:flow"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="fp:sign($signs[1], fp:kind(.))"/>
          <xsl:sequence select="fp:phrase(., ())"/>
          <xsl:sequence select="fp:sign($signs[2], fp:kind(.))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The list of signs: each as it is printed. The program leaves out those that the book has
       not. -->
  <xsl:template name="mp:signs" as="element()">
    <signs label="{f:label('signs')}">
      <explained kind="supplied" label="{f:label('sign-supplied')}">⟨abc⟩</explained>
      <explained kind="lost" label="{f:label('sign-lost')}">[abc]</explained>
      <explained kind="unclear" label="{f:label('sign-unclear')}">
        <unclear>abc</unclear>
      </explained>
      <explained kind="gap" label="{f:label('sign-gap')}">[…]</explained>
      <explained kind="sic" label="{f:label('sign-sic')}">abc [sic]</explained>
      <explained kind="del" label="{f:label('sign-del')}">⟦abc⟧</explained>
      <explained kind="folio" label="{f:label('sign-pb')}">
        <milestone margin="12">[{f:label('page', '12')}]</milestone>
      </explained>
      <explained kind="twin" label="{f:label('sign-twin')}">
        <xsl:text>abc</xsl:text>
        <span look="superscript">2</span>
      </explained>
    </signs>
  </xsl:template>

</xsl:stylesheet>
