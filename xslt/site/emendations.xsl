<?xml version="1.0" encoding="UTF-8"?>
<!-- Emendations: what the source has and what the edition has, for a text and for all. -->
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

  <!-- A line of a list of emendations. -->
  <xsl:mode name="m:emendation" on-no-match="fail" visibility="public"/>

  <xsl:template match="p:edition[$page = 'emendations']" mode="m:title" as="xs:string">
    <xsl:sequence select="f:label('emendations')"/>
  </xsl:template>

  <!-- All emendations of the edition, text by text. -->
  <xsl:template match="p:edition[$page = 'emendations']" mode="m:main">
    <h1>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label('emendations')}</xsl:text>
    </h1>
    <p class="lead">
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label('emendations-lead', string(count(p:emendations/p:emendation)))}</xsl:text>
    </p>
    <xsl:for-each-group select="p:emendations/p:emendation" group-by="@text">
      <section class="emendations">
        <h2>
          <a href="{f:text-address(@text, $layer)}">{key('unit', @text)/@label}</a>
        </h2>
        <ul>
          <xsl:apply-templates select="current-group()" mode="m:emendation"/>
        </ul>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <!-- 12 said to Kühlmann that evening] Khlmann. What was lacking, or is taken out, is said. -->
  <xsl:template match="p:emendation" mode="m:emendation" as="element()">
    <li>
      <xsl:if test="$page = 'text'">
        <xsl:attribute name="id" select="'emendation:' || @to"/>
      </xsl:if>
      <a class="locus" href="{if ($page = 'text') then f:fragment(@to)
        else f:place-address(@text, @to)}">
        <xsl:sequence select="
          if (@n ne '') then string-join((fp:chapter(.), @n), '.')
          else if (@locus) then string(@locus) else '↑'"/>
      </a>
      <xsl:text> </xsl:text>
      <span class="wording">
        <span class="context">{fp:end-of(p:before)}</span>
        <xsl:if test="normalize-space(p:emended)">
          <span class="lemma">{p:emended}</span>
        </xsl:if>
        <span class="context">{fp:start-of(p:after)}</span>
        <span class="bracket">] </span>
        <xsl:sequence select="fp:source(p:source)"/>
        <xsl:where-populated>
          <span class="remark">
            <xsl:sequence select="fp:remarks(.)"/>
          </span>
        </xsl:where-populated>
      </span>
    </li>
  </xsl:template>

  <!-- The number of its text, where texts are mixed: “31” of “31.12”. -->
  <xsl:function name="fp:chapter" as="xs:string?">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:sequence
      select="key('unit', $emendation[$page = 'making']/@text, $shared)/@n[. ne ''] ! string(.)"/>
  </xsl:function>

  <!-- Whether more than one person has emended, so that it must be said who. -->
  <xsl:variable name="fp:several-hands" as="xs:boolean"
    select="exists(key('other-hand', true(), $shared))"/>

  <!-- Emendations by others than the first: a key, which is made once and not for every page. -->
  <xsl:key name="other-hand" use="true()"
    match="p:emendation[@resp ne ../p:emendation[@resp][1]/@resp]"/>

  <!-- The emendations of one text, below it. -->
  <xsl:function name="f:emendations-of" as="element()?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:variable name="emendations" as="element(p:emendation)*"
      select="key('emendations', $text/@id, $shared)"/>
    <xsl:if test="exists($emendations)">
      <section class="below emendations" aria-labelledby="page:emendations">
        <h2 id="page:emendations">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('emendations')}</xsl:text>
        </h2>
        <ul>
          <xsl:apply-templates select="$emendations" mode="m:emendation"/>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- What else is known of an emendation: “ (or forced upon, wording, uncertain)”. -->
  <xsl:function name="fp:remarks" as="text()?">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:variable name="all" as="xs:string*" select="
      $emendation/@in ! f:label('in-note'),
      $emendation[not(normalize-space(p:emended))] ! f:label('taken-out'),
      $emendation/p:rival ! (f:label('or') || ' ' || .),
      $emendation[$page ne 'making'] ! f:kind-name(.),
      f:certainty($emendation),
      $emendation/@resp[$fp:several-hands] ! string(.)"/>
    <xsl:if test="exists($all)">
      <xsl:text> ({string-join($all, ', ')})</xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- What the source has, or the word for its having nothing. -->
  <xsl:function name="fp:source" as="element()">
    <xsl:param name="source" as="element(p:source)?"/>
    <xsl:choose>
      <xsl:when test="normalize-space($source)">
        <span class="reading">{$source}</span>
      </xsl:when>
      <xsl:otherwise>
        <i class="editorial">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('lacking')}</xsl:text>
        </i>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The last words before a passage, and the first after it, so that it is found. -->
  <xsl:function name="fp:end-of" as="xs:string">
    <xsl:param name="before" as="element()?"/>
    <xsl:sequence select="
      let $words := tokenize($before, ' ')
      return subsequence($words, count($words) - 3) => string-join(' ')"/>
  </xsl:function>

  <xsl:function name="fp:start-of" as="xs:string">
    <xsl:param name="after" as="element()?"/>
    <xsl:sequence select="tokenize($after, ' ') => subsequence(1, 4) => string-join(' ')"/>
  </xsl:function>

</xsl:stylesheet>
