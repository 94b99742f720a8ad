<?xml version="1.0" encoding="UTF-8"?>
<!-- Changes in the text: the editor's and those in the source. -->
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

  <!-- <choice p:kind="correction">: the one of the two that this page shows, with dots below. -->
  <xsl:template match="choice" mode="m:body">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@p:kind = 'correction'">
        <xsl:sequence select="f:anchored(., 'emended', $content)"/>
      </xsl:when>
      <xsl:when test="f:has-attributes(.)">
        <xsl:element name="{f:box(.)}" namespace="http://www.w3.org/1999/xhtml">
          <xsl:sequence select="f:attributes(., ()), $content"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A passage that the editor has marked as wrong and left: “sic” follows it. -->
  <xsl:template match="sic[not(parent::choice)]" mode="m:body">
    <xsl:element name="{f:box(.)}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., 'sic')"/>
      <xsl:apply-templates mode="#current"/>
      <span class="added mark">{f:signs(.)[2]}</span>
    </xsl:element>
  </xsl:template>

  <!-- Text that the editor adds. -->
  <xsl:template match="supplied" mode="m:body">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="f:edge(., '^\s')"/>
    <xsl:sequence select="f:anchored(., 'supplied', f:bracketed(f:signs(.), $content))"/>
    <xsl:sequence select="f:edge(., '\s$')"/>
  </xsl:template>

  <!-- Blanks at the edge of what is supplied stand outside of its signs. -->
  <xsl:template match="supplied/text()" mode="m:body">
    <xsl:variable name="start" as="xs:string"
      select="if (preceding-sibling::node()) then . else replace(., '^\s+', '')"/>
    <xsl:variable name="whole" as="xs:string"
      select="if (following-sibling::node()) then $start else replace($start, '\s+$', '')"/>
    <xsl:text>{$whole}</xsl:text>
  </xsl:template>

  <!-- Text of the source that the editor takes out: it stands in the diplomatic text only, without
       signs, as the source has it; dots below lead to the emendation. -->
  <xsl:template match="surplus" mode="m:body">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="f:anchored(., 'surplus',
      if ($layer = 'diplomatic') then $content else f:bracketed(f:signs(.), $content))"/>
  </xsl:template>

  <!-- What the source has cancelled: it stands in the diplomatic text only. -->
  <xsl:template match="del" mode="m:body">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:element name="{f:box(.)}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., 'del'), f:bracketed(f:signs(.), $content)"/>
    </xsl:element>
  </xsl:template>

  <!-- An addition in the source: set off in the diplomatic text, plain in the reading text. -->
  <xsl:template match="add" mode="m:body">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:element name="{f:box(.)}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., 'add')"/>
      <xsl:sequence select="
        if ($layer = 'diplomatic') then f:bracketed(f:signs(.), $content) else $content"/>
    </xsl:element>
  </xsl:template>

  <!-- Letters that an editor has written out, where the page shows the abbreviation too. -->
  <xsl:template match="ex[parent::expan]" mode="m:body" priority="1">
    <span>
      <xsl:sequence select="f:attributes(., 'ex')"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <!-- <space quantity="2" unit="chars"/>: as many blanks; larger spaces are told in words. -->
  <xsl:template match="space[matches(@unit, '^(char|letter)')][matches(@quantity, '^[1-9]$')]"
    mode="m:body" priority="1">
    <span>
      <xsl:sequence select="f:attributes(., ('added', 'blank'))"/>
      <xsl:sequence select="string-join((1 to xs:integer(@quantity)) ! '&#xa0;')"/>
    </span>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- <gap reason="illegible" quantity="3" unit="chars"/>: [… 3 letters]. -->
  <xsl:template match="gap | space[not(text())]" mode="m:body">
    <xsl:element name="{f:box(.)}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., ('added', local-name()))"/>
      <xsl:text>{f:missing(.)}</xsl:text>
    </xsl:element>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- A blank, where the text of an element has one at the edge that the pattern describes. -->
  <xsl:function name="f:edge" as="text()?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="edge" as="xs:string"/>
    <xsl:if test="matches($element, $edge)">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- Signs of the editor around a passage. -->
  <xsl:function name="f:bracketed" as="node()*">
    <xsl:param name="signs" as="xs:string+"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:sequence select="fp:bracket($signs[1]), $content, fp:bracket($signs[2])"/>
  </xsl:function>

  <xsl:function name="fp:bracket" as="element()?">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:if test="$sign">
      <span class="added mark">{$sign}</span>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
