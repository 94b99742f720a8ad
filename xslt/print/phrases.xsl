<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Words within a paragraph: emphasis, titles, foreign words, names, pointers. -->

  <!-- The looks that the template knows for phrases. -->
  <xsl:variable name="fp:looks" as="xs:string+" select="'italic', 'bold', 'underline', 'strike',
    'overline', 'superscript', 'subscript', 'small-caps', 'capitals', 'spaced', 'small', 'large',
    'upright'"/>

  <!-- What begins the address of something outside, which is no canonical reference. -->
  <xsl:variable name="fp:address" as="xs:string" select="'^(https?|mailto|file|ftp|urn|doi):'"/>

  <!-- The entries of lists of sources. -->
  <xsl:key name="source" match="bibl" use="@xml:id"/>

  <!-- White space of the file is one blank. -->
  <xsl:template match="text()" mode="m:body" as="text()?">
    <xsl:choose>
      <xsl:when test="matches(., '[\t\n\r]|  ')">{replace(., '\s+', ' ')}</xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:body"/>

  <!-- A phrase without a rule of its own: its words, in the look that the source has. -->
  <xsl:template match="*" mode="m:body" priority="-2">
    <xsl:if test="not(self::Q{http://www.tei-c.org/ns/1.0}* or self::p:*)">
      <xsl:sequence select="f:report($f:unhandled, .,
        'The print edition has no rule for “' || name() || '”: its text is printed as it is.',
        name())"/>
    </xsl:if>
    <xsl:sequence select="fp:phrase(., ())"/>
  </xsl:template>

  <!-- A siglum is not one word with what it stands before.
       <bibl><abbr type="siglum">Beck</abbr>Beck, Christian Daniel</bibl> -->
  <xsl:template match="(witness | bibl)/abbr[@type = 'siglum']
    [@p:role = 'phrase'][following-sibling::node()[1][not(self::hi)][matches(., '^\w')]]"
    mode="m:body">
    <xsl:sequence select="fp:phrase(., ())"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Emphasis, titles of books, foreign words, terms: in italics unless the source says how. -->
  <xsl:template match="hi[not(@p:style)] | emph | foreign | title[not(@level = ('a', 'u'))]
    | mentioned | term | distinct | gloss[@rend]" mode="m:body">
    <xsl:sequence select="fp:phrase(., if (@p:style) then () else 'italic')"/>
  </xsl:template>

  <!-- What a witness is called, or a scholar is cited by, is no part of the word behind it. -->
  <xsl:template match="(witness/title | persName/abbr[@type = 'siglum'])
    [following-sibling::node()[1][not(self::hi)][matches(., '^\w')]]" mode="m:body" priority="1">
    <xsl:next-match/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Greek, Hebrew, Arabic and others have no italics: foreign words in them are upright. -->
  <xsl:template match="foreign[matches(., '[&#x370;-&#x1DFF;&#x1F00;-&#x1FFF;&#x2C80;-&#xFAFF;]')]"
    mode="m:body" priority="1">
    <xsl:sequence select="fp:phrase(., ())"/>
  </xsl:template>

  <xsl:template match="stage[@p:role = 'phrase']" mode="m:body">
    <xsl:sequence select="fp:phrase(., 'italic')"/>
  </xsl:template>

  <!-- A letter above the line, a number as a fraction: as the source has it. -->
  <xsl:template match="add[@place = ('above', 'superscript')][@p:style]" mode="m:body">
    <xsl:sequence select="fp:phrase(., ())"/>
  </xsl:template>

  <!-- A line of the source is not one of ours, except in headings, addresses and the like. -->
  <xsl:template match="lb" mode="m:body" priority="1">
    <xsl:choose>
      <xsl:when test="parent::*[self::head or self::titlePart or self::opener or self::closer
        or self::dateline or self::salute or self::signed or self::address or self::addrLine
        or self::byline or self::docImprint or self::trailer]">
        <break/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="ancestor::div[@type = 'edition']">
          <xsl:sequence select="fp:milestone(.)"/>
        </xsl:if>
        <xsl:if test="not(@break = 'no')">
          <xsl:text> </xsl:text>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What cites a passage is a place of the index of passages.
       <ref cRef="LXX:Ps:51:10"/> <cit><quote>…</quote> <bibl>Verg. Aen. 1.1</bibl></cit> -->
  <xsl:template match="*[@cRef][@p:role = 'phrase'] | cit/bibl[@p:role = 'phrase'][not(@cRef)]"
    mode="m:body" priority="9">
    <xsl:sequence select="fp:cited(.)"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- A quotation cites what its source is, unless a reference beside it says so.
       <quote source="LXX:Ps:51:10">…</quote> <quote source="#vergil">…</quote> -->
  <xsl:template match="quote[@source][not(parent::cit)]" mode="m:body" priority="9">
    <xsl:for-each select="tokenize(@source)">
      <xsl:variable name="words" as="xs:string?" select="fp:source(.)"/>
      <xsl:if test="exists($words)">
        <cited passage="{$words}"/>
      </xsl:if>
    </xsl:for-each>
    <xsl:next-match/>
  </xsl:template>

  <!-- A pointer: its words, or the number of the page where there are none. -->
  <xsl:template match="ref | ptr" mode="m:body">
    <xsl:variable name="target" as="attribute()?">
      <xsl:choose>
        <xsl:when test="@p:url">
          <xsl:attribute name="url" select="@p:url"/>
        </xsl:when>
        <xsl:when test="@p:to-text">
          <xsl:attribute name="to" select="string-join((@p:to-text, @p:to), '#')"/>
        </xsl:when>
        <xsl:otherwise/>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($target) and node()">
        <xsl:sequence select="fp:phrase(., ())"/>
      </xsl:when>
      <xsl:when test="empty($target)">
        <sign>{(@target, @corresp ! replace(., '^#', ''))[1]}</sign>
      </xsl:when>
      <xsl:when test="node()">
        <link>
          <xsl:sequence select="$target"/>
          <xsl:sequence select="fp:phrase(., ())"/>
        </link>
      </xsl:when>
      <xsl:when test="@p:url">
        <link url="{@p:url}">
          <sign>{@p:url}</sign>
        </link>
      </xsl:when>
      <xsl:otherwise>
        <page to="{$target}" label="{f:label('page', '{}')}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a pointer to a source says to a reader: a canonical reference, or the words of the entry
       of a list that it leads to. An address or the name of a file says nothing. -->
  <xsl:function name="fp:source" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="starts-with($pointer, '#')">
        <xsl:variable name="entry" as="element()?"
          select="key('source', substring($pointer, 2), $shared)[1]"/>
        <xsl:sequence select="$entry ! (title[@type = 'short'], abbr, .)[1] ! fp:plain(.)"/>
      </xsl:when>
      <xsl:when
        test="matches($pointer, '^[\p{L}\d]+:[^/]') and not(matches($pointer, $fp:address))">
        <xsl:sequence select="$pointer"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The mark of a passage that is cited, by its canonical reference or in words. -->
  <xsl:function name="fp:cited" as="element(cited)" xpath-default-namespace="">
    <xsl:param name="element" as="element()"/>
    <cited passage="{($element/@cRef, fp:plain($element))[1]}"/>
  </xsl:function>

  <!-- A phrase with what the template has to know of it; bare words where there is nothing. -->
  <xsl:function name="fp:phrase" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="look" as="xs:string*"/>
    <xsl:variable name="all" as="xs:string*"
      select="$look, tokenize($element/@p:style)[. = $fp:looks]"/>
    <xsl:variable name="common" as="attribute()*"
      select="fp:common($element)[not(name() = 'at')]"/>
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates select="$element/node()" mode="m:body"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty(($all, $common))">
        <xsl:sequence select="$content"/>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:sequence select="$common"/>
          <xsl:if test="exists($all)">
            <xsl:attribute name="look" select="distinct-values($all)"/>
          </xsl:if>
          <xsl:sequence select="$content"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
