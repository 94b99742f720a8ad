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

  <xsl:key name="reading" match="p:lemma | p:reading" use="@name"/>

  <!-- Words of an entry once more: without ids, which its line has. -->
  <xsl:mode name="mp:again" on-no-match="shallow-copy" visibility="public"/>

  <!-- The items of a card. -->
  <xsl:mode name="mp:card" on-no-match="shallow-skip" visibility="public"/>

  <xsl:template match="@id" mode="mp:again"/>

  <!-- uerbum: orthographic, haplography, proposed by Heinsius, uncertain -->
  <xsl:template match="p:lemma | p:reading" mode="mp:card" as="element()">
    <xsl:variable name="said" as="xs:string*" select="
      (@kind[not(. = ('same', 'substitution'))], @status, @type) ! fp:kind-label(.),
      @cause ! string(),
      @resp[../@status] ! f:label('proposed-by', .),
      @source[not(../@status)] ! f:label('read-by', .),
      @resp[not(../@status or ../@source)] ! (f:label('filter-responsible') || ': ' || .),
      @cert ! f:label('cert-' || .),
      @hand ! tokenize(.) ! f:label('by-hand', f:siglum(.)),
      @variant-of ! f:label('sub-variant'),
      @require ! f:label('required', fp:readings(.)),
      @exclude ! f:label('excluded', fp:readings(.))"/>
    <li>
      <xsl:if test="normalize-space(.) or *">
        <xsl:sequence select="fp:again(.)"/>
        <xsl:text>: </xsl:text>
      </xsl:if>
      <span class="chips">{string-join(distinct-values($said), ', ')}</span>
    </li>
  </xsl:template>

  <!--
    What those witnesses do that the printed line does not name: “lacuna: A B”, “have uerbum: C”,
    or, of no witnesses in particular, “have uerbum: all others”.
  -->
  <xsl:template match="p:attestation" mode="mp:card" as="element()">
    <li>
      <span class="chips">{$fp:states(@is)}</span>
      <xsl:for-each select="
        .[@is = 'attests']/../(p:lemma | p:reading)[@n = current()/@reading][1]">
        <xsl:text> </xsl:text>
        <xsl:sequence select="if (. ne '' or *) then fp:again(.) else '–'"/>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="@others">: {$fp:others}</xsl:when>
        <xsl:otherwise>
          <xsl:text>: </xsl:text>
          <span class="sigla">{tokenize(@unnamed) ! f:siglum(.)}</span>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <!-- What witnesses do, in words. -->
  <xsl:variable name="fp:states" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="
        'attests', 'omits', 'lacunose', 'illegible', 'out of range', 'unknown',
        'decided elsewhere'">
        <xsl:map-entry key="." select="f:label('state-' || translate(., ' ', '-'))"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <xsl:variable name="fp:others" as="xs:string" select="f:label('all-others')"/>

  <!-- What can be said of a reading in one word. -->
  <xsl:variable name="f:reading-kinds" as="xs:string+" select="
    'substitution', 'omission', 'addition', 'transposition', 'boundary', 'orthographic',
    'conjecture', 'emendation'"/>

  <!--
    The card, folded; nothing where there is nothing to say. Its language is that of labels; what
    it has of the text says its own.
  -->
  <xsl:function name="f:card" as="element()?">
    <xsl:param name="entry" as="element(p:entry)"/>
    <xsl:variable name="said" as="element()*" select="
      $entry/(p:lemma | p:reading)[@kind[not(. = ('same', 'substitution'))] or @status or @type
        or @cause or @resp or @cert or @hand or @variant-of or @require or @exclude],
      $entry/p:attestation[@unnamed or @others]"/>
    <xsl:variable name="relations" as="element()*" select="
      if ($entry/(@within, @overlaps, @previous, @next, @exclude)
        or key('inside', $entry/@id, root($entry))) then fp:relations($entry) else ()"/>
    <xsl:if test="exists(($said, $relations))">
      <details class="card">
        <xsl:sequence select="f:interface()"/>
        <summary>{f:label('entry-details')}</summary>
        <ul>
          <xsl:apply-templates select="$said" mode="mp:card"/>
          <xsl:sequence select="$relations"/>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- The words of a lemma or reading. -->
  <xsl:function name="fp:again" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:choose>
      <xsl:when test="$part/*">
        <xsl:variable name="words" as="node()*">
          <xsl:apply-templates select="$part/node()" mode="m:body"/>
        </xsl:variable>
        <xsl:variable name="copy" as="node()*">
          <xsl:sequence select="f:text-language($part)"/>
          <xsl:apply-templates select="$words" mode="mp:again"/>
        </xsl:variable>
        <xsl:sequence select="f:inline('span', 'reading', $copy)"/>
      </xsl:when>
      <xsl:otherwise>
        <span class="reading">
          <xsl:sequence select="f:text-language($part)"/>
          <xsl:text>{$part}</xsl:text>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="fp:kind-label" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="
      if (f:has-label('reading-' || $kind)) then f:label('reading-' || $kind) else $kind"/>
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
          <span class="chips">{f:label('entry-' || $key)}:</span>
          <xsl:for-each select="$others">
            <xsl:text> </xsl:text>
            <xsl:variable name="lemma" as="node()*">
              <xsl:apply-templates select="p:lemma/node()" mode="m:body"/>
            </xsl:variable>
            <a href="{f:fragment(@id)}">
              <xsl:sequence select="f:text-language(.)"/>
              <xsl:text>{normalize-space(string-join((@locus, $lemma), ' '))}</xsl:text>
            </a>
          </xsl:for-each>
        </li>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- The siglum of a witness or hand, by its id. -->
  <xsl:function name="f:siglum" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="($fp:sigla($id), $id)[1]"/>
  </xsl:function>

  <xsl:variable name="fp:sigla" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each-group select="$f:edition/p:witnesses/*" group-by="@id">
        <xsl:map-entry key="string(@id)" select="string(@siglum)"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

</xsl:stylesheet>
