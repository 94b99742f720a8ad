<?xml version="1.0" encoding="UTF-8"?>
<!-- How the edition was made: the principles that the header states, and examples of them. -->
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

  <!-- How many emendations of a kind are shown. -->
  <xsl:variable name="fp:examples" as="xs:integer" select="4"/>

  <!-- Whether the header says enough for a page of its own. -->
  <xsl:variable name="f:has-principles" as="xs:boolean"
    select="exists($f:edition/p:header/teiHeader/encodingDesc/editorialDecl)"/>

  <xsl:template match="p:edition[$page = 'making']" mode="m:title" as="xs:string">
    <xsl:sequence select="f:label('making')"/>
  </xsl:template>

  <xsl:template match="p:edition[$page = 'making']" mode="m:main">
    <h1>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label('making')}</xsl:text>
    </h1>
    <xsl:variable name="kinds" as="element()?" select="fp:kinds(.)"/>
    <xsl:if test="exists($kinds)">
      <p class="lead">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('making-lead')}</xsl:text>
      </p>
    </xsl:if>
    <div class="about">
      <xsl:sequence select="f:principles(p:header/teiHeader/encodingDesc)"/>
    </div>
    <xsl:sequence select="$kinds"/>
  </xsl:template>

  <!-- Each kind: what it is, how often it occurs, and examples. -->
  <xsl:function name="fp:kinds" as="element()?">
    <xsl:param name="edition" as="element(p:edition)"/>
    <xsl:where-populated>
      <section class="emendations kinds" aria-labelledby="page:kinds">
        <xsl:if test="$edition/p:emendations/p:emendation[f:kind(.)]">
          <h2 id="page:kinds">
            <xsl:sequence select="f:interface()"/>
            <xsl:text>{f:label('making-kinds')}</xsl:text>
          </h2>
        </xsl:if>
        <xsl:for-each-group select="$edition/p:emendations/p:emendation[f:kind(.)]"
          group-by="string(@kind)">
          <xsl:sort select="count(current-group())" order="descending"/>
          <h3>
            <xsl:apply-templates select="f:kind(.)/catDesc/node()" mode="m:body"/>
          </h3>
          <p class="remark">
            <xsl:sequence select="f:interface()"/>
            <xsl:text>{f:places(count(current-group()))}</xsl:text>
          </p>
          <ul>
            <xsl:apply-templates select="fp:spread(current-group())" mode="m:emendation"/>
          </ul>
        </xsl:for-each-group>
        <xsl:if test="$edition/p:emendations/p:emendation[f:kind(.)]">
          <p>
            <a href="{$f:root}emendations.html">
              <xsl:sequence select="f:interface()"/>
              <xsl:text>{f:label('making-all')}</xsl:text>
            </a>
          </p>
        </xsl:if>
      </section>
    </xsl:where-populated>
  </xsl:function>

  <!-- Examples from all over the edition: one for a text, certain ones where there are any. -->
  <xsl:function name="fp:spread" as="element(p:emendation)*">
    <xsl:param name="emendations" as="element(p:emendation)+"/>
    <xsl:variable name="of-texts" as="element(p:emendation)+">
      <xsl:for-each-group select="$emendations" group-by="@text">
        <xsl:sequence select="(current-group()[@cert = 'high'], current-group())[1]"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="step" as="xs:integer"
      select="max((1, (count($of-texts) - 1) idiv ($fp:examples - 1)))"/>
    <xsl:sequence select="
      $of-texts[(position() - 1) mod $step eq 0][position() le $fp:examples]"/>
  </xsl:function>

  <!-- “one place”, “12 places”. -->
  <xsl:function name="f:places" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence
      select="if ($number eq 1) then f:label('one-place') else f:label('places', string($number))"/>
  </xsl:function>

</xsl:stylesheet>
