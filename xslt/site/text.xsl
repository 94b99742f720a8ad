<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one text: its heading, the text itself, and what stands below it. -->
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

  <xsl:template match="p:text" mode="m:title" as="xs:string">
    <xsl:sequence select="string(@label)"/>
  </xsl:template>

  <xsl:template match="p:text" mode="m:main">
    <xsl:sequence select="fp:ways(., 'top')"/>
    <xsl:where-populated>
      <div class="tools">
        <xsl:sequence select="f:folded-contents(), fp:layers(.), fp:to-witnesses(.)"/>
      </div>
    </xsl:where-populated>
    <xsl:apply-templates select="p:header" mode="m:letter"/>
    <article class="text" id="page:text">
      <xsl:sequence select="f:language(.), @dir"/>
      <xsl:if test="empty(f:main-heading(.))">
        <h1 class="added">{@label}</h1>
      </xsl:if>
      <xsl:apply-templates select="p:body" mode="m:body"/>
    </article>
    <xsl:sequence select="f:notes(.)"/>
    <xsl:sequence select="f:apparatus(.)" use-when="$with-apparatus"/>
    <xsl:sequence select="f:emendations-of(.)"/>
    <xsl:sequence select="fp:ways(., 'bottom')"/>
  </xsl:template>

  <xsl:template match="p:body" mode="m:body">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- The text's own heading, which is the heading of the page. -->
  <xsl:function name="f:main-heading" as="element(head)?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:sequence select="
      $text/p:body/descendant::head[@p:level = '1'][f:is-section-heading(.)][f:shown(.)][1]"/>
  </xsl:function>

  <!-- The ways to the text before and the text after. -->
  <xsl:function name="fp:ways" as="element()?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:param name="where" as="xs:string"/>
    <xsl:variable name="units" as="element(p:unit)*"
      select="$text/(@previous, @next) ! key('unit', ., $shared)[1]"/>
    <xsl:sequence select="
      f:ways($where, $units ! f:way(., if (@id = $text/@next) then 'next' else 'previous',
        f:unit-address(., $layer)))"/>
  </xsl:function>

  <!-- A row of ways, at the top of a page or at the bottom. -->
  <xsl:function name="f:ways" as="element()?">
    <xsl:param name="where" as="xs:string"/>
    <xsl:param name="ways" as="element()*"/>
    <xsl:where-populated>
      <nav class="ways {$where}" aria-label="{f:label('ways-' || $where)}">
        <xsl:sequence select="$ways"/>
      </nav>
    </xsl:where-populated>
  </xsl:function>

  <!-- The way to a text, previous or next, by one of its pages. -->
  <xsl:function name="f:way" as="element()">
    <xsl:param name="unit" as="element(p:unit)"/>
    <xsl:param name="direction" as="xs:string"/>
    <xsl:param name="address" as="xs:string"/>
    <a class="{$direction}" rel="{if ($direction = 'next') then 'next' else 'prev'}"
      href="{$address}">
      <span class="way">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label($direction)}</xsl:text>
      </span>
      <xsl:text> </xsl:text>
      <span class="label">{$unit/@label}</span>
    </a>
  </xsl:function>

  <!-- The switch between the reading and the diplomatic text, where they differ. -->
  <xsl:function name="fp:layers" as="element()?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:variable name="layers" as="xs:string*" select="tokenize($text/@layers)"/>
    <xsl:if test="count($layers) gt 1">
      <nav class="layers" aria-label="{f:label('layers')}">
        <xsl:sequence select="f:interface()"/>
        <xsl:for-each select="$layers">
          <a class="layer" href="{f:text-address($text/@id, .)}">
            <xsl:if test=". = $layer">
              <xsl:attribute name="aria-current" select="'page'"/>
            </xsl:if>
            <xsl:text>{f:label('layer-' || .)}</xsl:text>
          </a>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- The way to the page on which the witnesses of the text are read. -->
  <xsl:function name="fp:to-witnesses" as="element()?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:if test="$text/@collated">
      <a class="to-witnesses" href="{f:collation-address($text/@id)}">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('witnesses')}</xsl:text>
      </a>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
