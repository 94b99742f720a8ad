<?xml version="1.0" encoding="UTF-8"?>
<!-- One file of the report: what became of it, where it was changed, then place by place. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:c="urn:tei-edition:changes"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Into how many parts a text is divided to show where it was changed. -->
  <xsl:variable name="fp:parts" as="xs:integer" select="100"/>

  <xsl:template match="c:file" mode="m:changes" as="element()">
    <section class="file" id="{f:file-id(.)}">
      <h2>
        <bdi class="path">{f:file-name(.)}</bdi>
      </h2>
      <xsl:sequence select="fp:fate(.), fp:strip(.), self::*[c:class]/fp:columns(.)"/>
      <xsl:where-populated>
        <section class="often" id="{f:file-id(.)}-often">
          <xsl:if test="c:group">
            <h3>
              <xsl:sequence select="f:interface()"/>
              <xsl:text>{f:label('changes-often')}</xsl:text>
            </h3>
          </xsl:if>
          <xsl:apply-templates select="c:group" mode="m:changes"/>
        </section>
      </xsl:where-populated>
      <xsl:apply-templates select="c:division" mode="m:changes"/>
    </section>
  </xsl:template>

  <!-- What was done many times: told once, with the places in a fold. -->
  <xsl:template match="c:group" mode="m:changes" as="element()">
    <details class="group">
      <summary>
        <span class="title">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:told-change(.)}</xsl:text>
        </span>
        <xsl:sequence select="fp:letters(.)"/>
        <span class="count">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('changes-times', string(@count))}</xsl:text>
        </span>
        <xsl:sequence select="fp:examples(.)"/>
      </summary>
      <ol class="changes">
        <xsl:apply-templates select="c:change" mode="m:changes"/>
      </ol>
    </details>
  </xsl:template>

  <xsl:template match="c:division" mode="m:changes" as="element()">
    <section class="division" id="{f:division-id(.)}">
      <h3>
        <bdi>{f:place-of-change(@name)}</bdi>
      </h3>
      <xsl:apply-templates select="c:place" mode="m:changes"/>
    </section>
  </xsl:template>

  <xsl:template match="c:place" mode="m:changes" as="element()">
    <section class="place">
      <xsl:if test="@name ne ''">
        <h4>
          <bdi>{f:place-of-change(@name)}</bdi>
        </h4>
      </xsl:if>
      <ol class="changes">
        <xsl:apply-templates select="c:change" mode="m:changes"/>
      </ol>
    </section>
  </xsl:template>

  <!-- What a file is called: without its folder, if it is the only one. -->
  <xsl:function name="f:file-name" as="xs:string">
    <xsl:param name="file" as="element(c:file)"/>
    <xsl:variable name="path" as="xs:string" select="($file/@new[. ne ''], $file/@old)[1]"/>
    <xsl:sequence
      select="if (count($file/../c:file) eq 1) then tokenize($path, '/')[last()] else $path"/>
  </xsl:function>

  <!-- The id of the part of the page that is about a file. -->
  <xsl:function name="f:file-id" as="xs:string">
    <xsl:param name="file" as="element(c:file)"/>
    <xsl:sequence select="'file-' || $file/@n"/>
  </xsl:function>

  <!-- The id of the part of the page that is about a division. -->
  <xsl:function name="f:division-id" as="xs:string">
    <xsl:param name="division" as="element(c:division)"/>
    <xsl:sequence select="
      f:file-id($division/..) || '-' || (1 + count($division/preceding-sibling::c:division))"/>
  </xsl:function>

  <!-- “u” → “v”, where the same letters were put for the same. -->
  <xsl:function name="fp:letters" as="element()?">
    <xsl:param name="group" as="element(c:group)"/>
    <xsl:if test="$group/@old || $group/@new ne ''">
      <span class="letters-changed">
        <xsl:for-each select="$group/@old[. ne '']">
          <del>{fp:blank(.)}</del>
        </xsl:for-each>
        <xsl:text> </xsl:text>
        <xsl:for-each select="$group/@new[. ne '']">
          <ins>{fp:blank(.)}</ins>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- Letters, or a sign for a blank. -->
  <xsl:function name="fp:blank" as="xs:string">
    <xsl:param name="letters" as="xs:string"/>
    <xsl:sequence select="if (normalize-space($letters) eq '') then '␣' else $letters"/>
  </xsl:function>

  <!-- The most frequent words of a group, in its summary. -->
  <xsl:function name="fp:examples" as="element()?">
    <xsl:param name="group" as="element(c:group)"/>
    <xsl:variable name="said" as="xs:string*">
      <xsl:for-each-group select="$group/c:change" group-by="fp:told(.)">
        <xsl:sort select="count(current-group())" order="descending"/>
        <xsl:sequence select="current-grouping-key()[. ne '']"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:if test="exists($said)">
      <span class="examples">
        <xsl:for-each select="$said[position() le 5]">
          <bdi>{.}</bdi>
          <xsl:text>{if (position() ne last()) then ' · ' else ''}</xsl:text>
        </xsl:for-each>
        <xsl:text>{' …'[count($said) gt 5]}</xsl:text>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- A change in a few words: “uirtus → virtus”. -->
  <xsl:function name="fp:told" as="xs:string">
    <xsl:param name="change" as="element(c:change)"/>
    <xsl:variable name="parts" as="element()*"
      select="$change/(c:passage, c:value)/*[not(self::c:context)]"/>
    <xsl:variable name="old" as="xs:string"
      select="normalize-space(string-join($parts[not(self::c:come or @of = 'new')]))"/>
    <xsl:variable name="new" as="xs:string"
      select="normalize-space(string-join($parts[not(self::c:gone or @of = 'old')]))"/>
    <xsl:sequence select="
      distinct-values(($old, $new))[. ne '']
        ! (if (string-length(.) gt 40) then substring(., 1, 39) || '…' else .)
      => string-join(' → ')"/>
  </xsl:function>

  <!-- Added, removed, renamed, or not compared. -->
  <xsl:function name="fp:fate" as="element()?">
    <xsl:param name="file" as="element(c:file)"/>
    <xsl:if test="$file/@fate">
      <p class="fate" id="{$file/@id}">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('file-' || $file/@fate)}</xsl:text>
        <xsl:if test="$file/@fate = 'renamed'">
          <xsl:text> </xsl:text>
          <bdi class="path">{$file/@old}</bdi>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- What stands on which side, where the two stand side by side. -->
  <xsl:function name="fp:columns" as="element()">
    <xsl:param name="file" as="element(c:file)"/>
    <div class="columns">
      <bdi>{$file/../@old}</bdi>
      <bdi>{f:revision($file/../@new)}</bdi>
    </div>
  </xsl:function>

  <!-- A strip for the whole text, from left to right: the darker, the more was changed there. -->
  <xsl:function name="fp:strip" as="element()?">
    <xsl:param name="file" as="element(c:file)"/>
    <xsl:variable name="bars" as="map(xs:integer, xs:integer)">
      <xsl:map>
        <xsl:for-each-group select="$file/(c:group | c:division/c:place)/c:change[@at]"
          group-by="xs:integer(floor(@at * $fp:parts))">
          <xsl:map-entry key="current-grouping-key()" select="count(current-group())"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:if test="map:size($bars) gt 0">
      <figure class="heat">
        <xsl:sequence select="fp:drawn($bars)"/>
        <figcaption>
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('changes-where')}</xsl:text>
        </figcaption>
      </figure>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:drawn" as="element()">
    <xsl:param name="bars" as="map(xs:integer, xs:integer)"/>
    <xsl:variable name="most" as="xs:integer" select="max($bars?*)"/>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {$fp:parts} 4"
      preserveAspectRatio="none" aria-hidden="true">
      <xsl:for-each select="sort(map:keys($bars))">
        <rect x="{.}" y="0" width="1" height="4"
          fill-opacity="{round(0.25 + 0.75 * $bars(.) div $most, 2)}"/>
      </xsl:for-each>
    </svg>
  </xsl:function>

</xsl:stylesheet>
