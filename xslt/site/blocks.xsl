<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks of text: divisions, headings, paragraphs, quotations, and the simple containers. -->
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

  <!--
    The text itself, as it stands on a page. What no rule covers is shown all the same, and
    reported (elements.xsl). <p p:id="p1" p:n="1">…</p> is a paragraph with its number outside.
  -->
  <xsl:mode name="m:body" on-no-match="text-only-copy" visibility="public"/>

  <!-- What stands in another form of the text only: it leaves its ids, which lists point to. -->
  <xsl:template match="*[@p:layer[. ne $layer]]" mode="m:body" priority="10">
    <xsl:for-each select="descendant-or-self::*/@p:id">
      <span class="added" id="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template mode="m:body" match="
    div | div0 | div1 | div2 | div3 | div4 | div5 | div6 | div7 | text | front | body | back | group
    | TEI | floatingText | sourceDoc | surfaceGrp | surface | zone">
    <xsl:where-populated>
      <div>
        <xsl:sequence select="f:attributes(., (local-name(), @type) => fp:classes())"/>
        <xsl:apply-templates mode="#current"/>
      </div>
    </xsl:where-populated>
  </xsl:template>

  <!-- A heading of a division; the first of the text is the heading of the page. -->
  <xsl:template match="head[f:is-section-heading(.)]" mode="m:body">
    <xsl:variable name="level" as="xs:integer" select="fp:heading-level(.)"/>
    <xsl:choose>
      <xsl:when test="@p:mixed or fp:is-second(.)">
        <div>
          <xsl:sequence select="f:attributes(., ('head', 'second'[fp:is-second(current())]))"/>
          <xsl:apply-templates mode="#current"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="h{$level}" namespace="http://www.w3.org/1999/xhtml">
          <xsl:sequence select="f:attributes(., ())"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A heading of something that is no division. -->
  <xsl:template match="head" mode="m:body" priority="-0.1">
    <div>
      <xsl:sequence select="f:attributes(., 'head')"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- Paragraphs: an HTML p, or a div where blocks stand within; the number is its permalink. -->
  <xsl:template match="p | ab" mode="m:body">
    <xsl:element name="{if (@p:mixed) then 'div' else 'p'}"
      namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., (
        if (@p:mixed) then 'p' else (), if (self::ab) then 'ab' else (),
        if (@p:continued) then 'continued' else ()))"/>
      <xsl:sequence select="f:number(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="m:body" priority="2"
    match="quote[@p:role = 'block'] | q[@p:role = 'block'] | said[@p:role = 'block']
      | cit[@p:role = 'block']">
    <xsl:element name="{if (self::said or parent::cit) then 'div' else 'blockquote'}"
      namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., local-name())"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Whether a heading is that of a division, and not of a list, a table, a figure. -->
  <xsl:function name="f:is-section-heading" as="xs:boolean">
    <xsl:param name="head" as="element(head)"/>
    <xsl:sequence select="
      exists($head/@p:level) and starts-with(local-name($head/..), 'div')
      or exists($head/parent::*[self::text or self::front or self::body or self::back])"/>
  </xsl:function>

  <!-- The number of a paragraph, in the outer margin: the address of the passage. -->
  <xsl:function name="f:number" as="element()?">
    <xsl:param name="block" as="element()"/>
    <xsl:if test="$block/@p:n and $block/@p:id">
      <a class="added number" href="{f:fragment($block/@p:id)}"
        aria-label="{f:label('passage', $block/@p:n)}">{$block/@p:n}</a>
    </xsl:if>
  </xsl:function>

  <!-- Classes of an encoder's own words: only what is fit for one, with a prefix for types. -->
  <xsl:function name="fp:classes" as="xs:string*">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:sequence select="
      head($words), tail($words) ! tokenize(.)[matches(., '^[\w-]+$')] ! ('type-' || .)"/>
  </xsl:function>

  <!-- The level of a heading in HTML. -->
  <xsl:function name="fp:heading-level" as="xs:integer">
    <xsl:param name="head" as="element(head)"/>
    <xsl:sequence select="min((6, xs:integer(($head/@p:level, 2)[1])))"/>
  </xsl:function>

  <!-- A second heading of the same division: a subtitle, which must not look like a section. -->
  <xsl:function name="fp:is-second" as="xs:boolean">
    <xsl:param name="head" as="element(head)"/>
    <xsl:sequence select="
      exists($head/preceding-sibling::head)
      or ($head/@p:level = '1'
        and exists($head/ancestor::p:text ! f:main-heading(.)[not(. is $head)]))"/>
  </xsl:function>

</xsl:stylesheet>
