<?xml version="1.0" encoding="UTF-8"?>
<!--
  The witnesses: a page on all of them, and for each text a page on which to read the text of any
  witness, or several side by side. That page carries the collation as data, since columns for many
  witnesses would be many times the text; assets/witnesses.js lays it out. Without JavaScript the
  text of each witness is there as plain text.
-->
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

  <!-- A part of a collation as data. -->
  <xsl:mode name="m:collation" on-no-match="fail" visibility="public"/>

  <xsl:key name="witness" match="p:witness" use="@id"/>
  <xsl:key name="collated" match="p:unit" use="@collated"/>

  <!-- The words of the page that a script needs. -->
  <xsl:variable name="fp:collation-labels" as="xs:string*" select="
    'view', 'view-text', 'view-columns', 'view-matrix', 'witness', 'witnesses', 'only-different',
    'fold-spelling', 'omits', 'lacunose', 'illegible', 'out-of-range', 'unknown', 'edition-text',
    'to-variant', 'all', 'none', 'places-differ', 'no-differences',
    'no-such-witness'"/>

  <xsl:template match="p:collation" mode="m:title" as="xs:string">
    <xsl:sequence select="f:label('witnesses-of', @label)"/>
  </xsl:template>

  <xsl:template match="p:collation" mode="m:main">
    <xsl:sequence select="fp:ways-of-collation(., 'top')"/>
    <h1>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label('witnesses-of', @label)}</xsl:text>
    </h1>
    <div class="tools">
      <a href="{f:text-address(@id, 'reading')}">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('to-edited-text')}</xsl:text>
      </a>
    </div>
    <div id="page:collation" class="collation">
      <xsl:sequence select="f:interface()"/>
      <noscript>
        <p>{f:label('collation-without-script')}</p>
      </noscript>
    </div>
    <xsl:sequence select="fp:ways-of-collation(., 'bottom')"/>
    <xsl:sequence select="fp:plain-texts(tokenize(@witnesses))"/>
    <script type="application/json" id="page:collation-data">
      <xsl:sequence select="f:json(fp:collation-data(.))"/>
    </script>
  </xsl:template>

  <!-- Number, id, whether it is verse, and its places. -->
  <xsl:template match="p:line | p:paragraph" mode="m:collation" as="array(*)">
    <xsl:variable name="places" as="item()*">
      <xsl:apply-templates select="p:place" mode="#current"/>
    </xsl:variable>
    <xsl:sequence
      select="[string(@n), string(@to), if (self::p:line) then 1 else 0, array { $places }]"/>
  </xsl:template>

  <!-- What all have is nothing but its words. -->
  <xsl:template match="p:place" mode="m:collation" as="xs:string">
    <xsl:sequence select="fp:cell-words(p:cell)"/>
  </xsl:template>

  <xsl:template match="p:place[@entries or p:cell[2]]" mode="m:collation" as="array(*)">
    <xsl:param name="witness" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:sequence select="
      [
        string(@entries),
        array {
          p:cell ! [fp:cell-words(.), translate(@is, ' ', '-'),
            if (@witnesses) then array { tokenize(@witnesses) ! $witness(.) } else 'rest']
        }
      ]"/>
  </xsl:template>

  <!-- All witnesses, with what is known of them. -->
  <xsl:template match="p:edition[$page = 'witnesses']" mode="m:title" as="xs:string">
    <xsl:sequence select="f:label('witnesses')"/>
  </xsl:template>

  <xsl:template match="p:edition[$page = 'witnesses']" mode="m:main">
    <h1>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label('witnesses')}</xsl:text>
    </h1>
    <div class="register witnesses">
      <xsl:apply-templates select="p:witnesses/p:witness[not(@rank = 'hand')]" mode="m:main"/>
    </div>
  </xsl:template>

  <xsl:template match="p:witness" mode="m:main">
    <section class="record witness">
      <xsl:if test=". is key('witness', @id)[1]">
        <xsl:attribute name="id" select="@id"/>
      </xsl:if>
      <h2>{@siglum}</h2>
      <div>
        <xsl:apply-templates select="*" mode="m:body"/>
      </div>
      <xsl:if test="$settings?witnesses(@id)">
        <p class="readable">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('read-witness')}: </xsl:text>
          <xsl:variable name="id" as="xs:string" select="@id"/>
          <xsl:for-each select="key('collated', 'yes')">
            <a href="{f:collation-address(@id)}{f:fragment($id)}">{@label}</a>
            <xsl:text> · </xsl:text>
          </xsl:for-each>
          <a href="{$f:root}{$settings?witnesses(@id)}">{f:label('plain-text')}</a>
        </p>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- The siglum at the head of a description: the heading has it, or it stands out. -->
  <xsl:template match="witness/abbr[@type = 'siglum']" mode="m:body">
    <b class="siglum">
      <xsl:apply-templates mode="#current"/>
    </b>
    <xsl:if test="matches(string(following-sibling::node()[1]), '^[\p{L}\p{N}(]')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template priority="2" match="p:witness/witness/abbr[@type = 'siglum'][. = ../../@siglum]"
    mode="m:body"/>

  <!-- In the description of a group, those of its witnesses that have their own are but named. -->
  <xsl:template mode="m:body"
    match="listWit/witness[ancestor::p:witness][key('witness', @xml:id)[not(@rank = 'hand')]]">
    <a href="{f:fragment(@xml:id)}">{key('witness', @xml:id)[1]/@siglum}</a>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!--
    The ways to the same page of the text before and of the text after. The script adds to them what
    is chosen, so that a witness can be read from the first text to the last.
  -->
  <xsl:function name="fp:ways-of-collation" as="element()?">
    <xsl:param name="collation" as="element(p:collation)"/>
    <xsl:param name="where" as="xs:string"/>
    <xsl:variable name="units" as="element(p:unit)*" select="key('collated', 'yes', $shared)"/>
    <xsl:variable name="at" as="xs:integer?" select="index-of($units/@id, $collation/@id)[1]"/>
    <xsl:sequence select="
      f:ways($where, (
        $units[position() = $at - 1] ! f:way(., 'previous', f:collation-address(@id)),
        $units[position() = $at + 1] ! f:way(., 'next', f:collation-address(@id))))"/>
  </xsl:function>

  <!-- What a cell has; “[lacuna]” where words are lost. -->
  <xsl:function name="fp:cell-words" as="xs:string">
    <xsl:param name="cell" as="element(p:cell)"/>
    <xsl:sequence select="
      if (not($cell/*)) then string($cell)
      else string-join($cell/node() ! (
        if (@is) then '[' || f:label(translate(@is, ' ', '-')) || ']' else .))"/>
  </xsl:function>

  <!-- The text of each witness as a file of plain text. -->
  <xsl:function name="fp:plain-texts" as="element()">
    <xsl:param name="ids" as="xs:string*"/>
    <section class="below plain-texts" aria-labelledby="page:plain-texts">
      <h2 id="page:plain-texts">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('plain-texts')}</xsl:text>
      </h2>
      <ul>
        <xsl:for-each select="$ids ! key('witness', ., $shared)[1]">
          <li id="{@id}">
            <a href="{$f:root}{$settings?witnesses(@id)}">{@siglum}</a>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:function>

  <xsl:function name="fp:collation-data" as="map(*)">
    <xsl:param name="collation" as="element(p:collation)"/>
    <xsl:variable name="ids" as="xs:string*" select="tokenize($collation/@witnesses)"/>
    <xsl:variable name="at" as="map(xs:string, xs:integer)"
      select="map:merge(for $n in 1 to count($ids) return map:entry($ids[$n], $n - 1))"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:variable name="passages" as="array(*)*">
      <xsl:apply-templates select="$collation/(p:line | p:paragraph)" mode="m:collation">
        <xsl:with-param name="witness" select="$at" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="
      map {
        'labels': f:labels($fp:collation-labels),
        'lang': string($collation/@xml:lang),
        'dir': string($collation/@dir),
        'text': f:text-address($collation/@id, 'reading'),
        'witnesses': array {
          $ids ! key('witness', ., $shared)[1] ! [string(@id), string(@siglum), string(@name),
            string-join(key('witness', @of, $shared)[1]/(@siglum, @name)[. ne ''], ' – ')]
        },
        'passages': array { $passages }
      }" xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
  </xsl:function>

  <!-- Data that no markup can end: within a script “<” would be one. -->
  <xsl:function name="f:json" as="xs:string">
    <xsl:param name="data" as="item()"/>
    <xsl:sequence
      select="serialize($data, map { 'method': 'json' }) => replace('&lt;', '\\u003c')"/>
  </xsl:function>

</xsl:stylesheet>
