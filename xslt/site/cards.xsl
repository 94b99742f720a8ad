<?xml version="1.0" encoding="UTF-8"?>
<!-- The card of an apparatus entry: what is known of its readings and witnesses beyond the line
     that is printed. It repeats no sigla that the line has, so that hundreds of witnesses fit. -->
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

  <!-- The entries within an entry: some stand in a reading of which the text has no word. -->
  <xsl:key name="inside" match="p:entry" use="tokenize(@within)"/>

  <xsl:key name="siglum" match="p:witness | p:sign" use="@id"/>
  <xsl:key name="reading" match="p:lemma | p:reading" use="@name"/>

  <!-- Words of an entry once more: without ids, which its line has. -->
  <xsl:mode name="mp:again" on-no-match="shallow-copy" visibility="public"/>

  <xsl:template match="@id" mode="mp:again"/>

  <!-- What can be said of a reading in one word. -->
  <xsl:variable name="f:reading-kinds" as="xs:string+" select="
    'substitution', 'omission', 'addition', 'transposition', 'boundary', 'orthographic',
    'conjecture', 'emendation'"/>

  <!-- The card, folded; nothing where there is nothing to say. -->
  <xsl:function name="f:card" as="element()?">
    <xsl:param name="entry" as="element(p:entry)"/>
    <xsl:variable name="items" as="element()*" select="
      $entry/(p:lemma | p:reading) ! fp:about-reading(.),
      fp:states($entry), fp:relations($entry)"/>
    <xsl:if test="exists($items)">
      <details class="card">
        <summary>
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('entry-details')}</xsl:text>
        </summary>
        <ul>
          <xsl:sequence select="$items"/>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- uerbum: orthographic, haplography, proposed by Heinsius, uncertain -->
  <xsl:function name="fp:about-reading" as="element()?">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="said" as="xs:string*" select="
      ($reading/@kind[not(. = ('same', 'substitution'))], $reading/@status) ! fp:kind-label(.),
      $reading/@type ! fp:kind-label(.),
      $reading/@cause ! string(),
      $reading/@resp ! f:label('proposed-by', .),
      $reading/@cert ! f:label('cert-' || .),
      $reading/@hand ! tokenize(.) ! f:label('by-hand', f:siglum(.)),
      $reading/@variant-of ! f:label('sub-variant'),
      $reading/@require ! f:label('required', fp:readings(.)),
      $reading/@exclude ! f:label('excluded', fp:readings(.))"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates select="$reading/node()" mode="m:body"/>
    </xsl:variable>
    <xsl:if test="exists($said)">
      <li>
        <xsl:if test="normalize-space(string-join($words))">
          <xsl:sequence select="fp:again($words)"/>
          <xsl:text>: </xsl:text>
        </xsl:if>
        <span class="chips">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{string-join(distinct-values($said), ', ')}</xsl:text>
        </span>
      </li>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:again" as="element()">
    <xsl:param name="words" as="node()*"/>
    <xsl:variable name="copy" as="node()*">
      <xsl:apply-templates select="$words" mode="mp:again"/>
    </xsl:variable>
    <xsl:sequence select="f:inline('span', 'reading', $copy)"/>
  </xsl:function>

  <xsl:function name="fp:kind-label" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="
      if (f:has-label('reading-' || $kind)) then f:label('reading-' || $kind) else $kind"/>
  </xsl:function>

  <!--
    What those witnesses do that the printed line does not name. The state of the most of them
    is told last, as that of all others.
  -->
  <xsl:function name="fp:states" as="element()*">
    <xsl:param name="entry" as="element(p:entry)"/>
    <xsl:variable name="named" as="map(xs:string, xs:boolean)" select="
      map:merge(
        distinct-values($entry/p:runs/p:run/@witnesses ! tokenize(.)) ! map:entry(., true()))"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:variable name="unnamed" as="map(*)*">
      <xsl:for-each select="
        $entry/p:attestation[not(@state)][not(@witnesses = $entry/p:runs/p:run/@witnesses)]">
        <xsl:variable name="others" as="xs:string*"
          select="tokenize(@witnesses)[empty($named(.))]"/>
        <xsl:sequence select="map { 'said': ., 'who': $others }[exists($others)]"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="most" as="xs:integer?" select="max($unnamed ! count(?who))"/>
    <xsl:variable name="rest" as="map(*)?" select="$unnamed[count(?who) = $most][1]"/>
    <xsl:sequence select="
      $unnamed[not(?said is $rest?said)] ! fp:state(?said, ?who),
      $rest ! fp:state(?said, if ($most gt 3) then () else ?who)"/>
  </xsl:function>

  <!-- “lacuna: A B”, or, of no witnesses in particular, “lacuna: all others”. -->
  <xsl:function name="fp:state" as="element()">
    <xsl:param name="said" as="element(p:attestation)"/>
    <xsl:param name="who" as="xs:string*"/>
    <li class="state">
      <span class="chips">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('state-' || translate($said/@is, ' ', '-'))}</xsl:text>
      </span>
      <xsl:if test="$said/@is = 'attests'">
        <xsl:text> </xsl:text>
        <xsl:variable name="words" as="node()*">
          <xsl:apply-templates mode="m:body"
            select="$said/../(p:lemma | p:reading)[@n = $said/@reading][1]/node()"/>
        </xsl:variable>
        <xsl:sequence select="fp:again($words)"/>
      </xsl:if>
      <xsl:text>: </xsl:text>
      <xsl:choose>
        <xsl:when test="exists($who)">
          <span class="sigla">{$who ! f:siglum(.)}</span>
        </xsl:when>
        <xsl:otherwise>
          <span class="others">
            <xsl:sequence select="f:interface()"/>
            <xsl:text>{f:label('all-others')}</xsl:text>
          </span>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:function>

  <!-- The readings that a pointer names, by place and words: 9 “ista”. One that stands in another
       text, or nowhere, is named by its id. -->
  <xsl:function name="fp:readings" as="xs:string">
    <xsl:param name="names" as="attribute()"/>
    <xsl:variable name="told" as="xs:string*">
      <xsl:for-each select="tokenize($names)">
        <xsl:variable name="name" as="xs:string" select="."/>
        <xsl:variable name="found" as="element()?" select="key('reading', $name, root($names))[1]"/>
        <xsl:variable name="words" as="node()*">
          <xsl:apply-templates select="$found/node()" mode="m:body"/>
        </xsl:variable>
        <xsl:variable name="text" as="xs:string" select="normalize-space(string-join($words))"/>
        <xsl:sequence select="
          if (empty($found)) then $name
          else if ($text) then string-join(($found/../@locus, '“' || $text || '”'), ' ')
          else string-join(($found/../@locus, f:label('reading-omission')), ' ')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($told, ', ')"/>
  </xsl:function>

  <!-- The entries around, across and beside this one. -->
  <xsl:function name="fp:relations" as="element()*">
    <xsl:param name="entry" as="element(p:entry)"/>
    <xsl:for-each select="'within', 'holds', 'overlaps', 'previous', 'next', 'exclude'">
      <xsl:variable name="key" as="xs:string" select="."/>
      <xsl:variable name="others" as="element(p:entry)*" select="
        if ($key = 'holds') then key('inside', $entry/@id, root($entry))
        else $entry/@*[local-name() = $key] ! tokenize(.) ! key('entry', ., root($entry))"/>
      <xsl:if test="exists($others)">
        <li>
          <span class="chips">
            <xsl:sequence select="f:interface()"/>
            <xsl:text>{f:label('entry-' || $key)}:</xsl:text>
          </span>
          <xsl:for-each select="$others">
            <xsl:text> </xsl:text>
            <xsl:variable name="lemma" as="node()*">
              <xsl:apply-templates select="p:lemma/node()" mode="m:body"/>
            </xsl:variable>
            <a href="{f:fragment(@id)}">{normalize-space(string-join((@locus, $lemma), ' '))}</a>
          </xsl:for-each>
        </li>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- The siglum of a witness or hand, by its id. -->
  <xsl:function name="f:siglum" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="(key('siglum', $id, $shared)[1]/@siglum ! string(), $id)[1]"/>
  </xsl:function>

</xsl:stylesheet>
