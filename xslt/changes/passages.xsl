<?xml version="1.0" encoding="UTF-8"?>
<!-- One change: what was done, and the passage in one text and side by side. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="urn:tei-edition:changes"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- The parts of a passage. -->
  <xsl:mode name="mp:part" on-no-match="fail"/>

  <!-- What cannot be seen, in what was changed. -->
  <xsl:variable name="fp:invisible" as="xs:string" select="'[\p{Cf}&#xA0;&#x202F;]'"/>

  <xsl:template match="c:change" mode="m:changes" as="element()">
    <li class="change" id="{@id}" data-class="{@class}" data-at="{@at}" tabindex="-1">
      <p class="what">
        <a class="line" href="#{@id}">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('changes-line', string((@new-line, @old-line, '–')[1]))}</xsl:text>
        </a>
        <xsl:text> </xsl:text>
        <span class="title">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:told-change(.)}</xsl:text>
        </span>
        <xsl:text> </xsl:text>
        <span class="class">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('class-' || @class)}</xsl:text>
        </span>
        <xsl:sequence select="fp:from(.)"/>
      </p>
      <xsl:apply-templates select="c:passage | c:value" mode="m:changes"/>
    </li>
  </xsl:template>

  <xsl:template match="c:passage | c:value" mode="m:changes" as="element()*">
    <xsl:variable name="kind" as="xs:string"
      select="local-name() || ' ' || ../@kind || ' of-' || ../@class"/>
    <p class="inline {$kind}" dir="auto">
      <xsl:sequence select="fp:language(.)"/>
      <xsl:apply-templates select="*[fp:is-inline(.)]" mode="mp:part"/>
      <xsl:apply-templates select="../c:of" mode="mp:part"/>
    </p>
    <div class="sides {$kind}">
      <p class="old" dir="auto">
        <xsl:sequence select="fp:language(.)"/>
        <xsl:apply-templates select="*[not(self::c:come or @of = 'new') or fp:is-plain(., 'old')]"
          mode="mp:part"/>
      </p>
      <p class="new" dir="auto">
        <xsl:sequence select="fp:language(.)"/>
        <xsl:apply-templates select="*[not(self::c:gone or @of = 'old') or fp:is-plain(., 'new')]"
          mode="mp:part"/>
        <xsl:apply-templates select="../c:of" mode="mp:part"/>
      </p>
    </div>
  </xsl:template>

  <xsl:template match="c:context" mode="mp:part" as="element()">
    <span class="context">{.}</span>
  </xsl:template>

  <xsl:template match="c:same" mode="mp:part" as="text()">
    <xsl:text>{.}</xsl:text>
  </xsl:template>

  <xsl:template match="c:gone" mode="mp:part" as="element()">
    <del>
      <xsl:sequence select="fp:seen(.)"/>
    </del>
  </xsl:template>

  <xsl:template match="c:come" mode="mp:part" as="element()">
    <ins>
      <xsl:sequence select="fp:seen(.)"/>
    </ins>
  </xsl:template>

  <xsl:template match="c:marked" mode="mp:part" as="element()">
    <mark class="{@of}">{fp:shortened(.)}</mark>
  </xsl:template>

  <xsl:template match="c:of" mode="mp:part" as="item()*">
    <xsl:text> </xsl:text>
    <q class="context">{.}</q>
  </xsl:template>

  <!-- In one text the words around are those of the file that has the passage. -->
  <xsl:function name="fp:is-inline" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
      not($part/self::c:context)
      or not($part/@of = (if ($part/../../@kind = 'removed') then 'new' else 'old'))"/>
  </xsl:function>

  <!-- Words that were marked or are no longer marked stand in the other file too, unmarked. -->
  <xsl:function name="fp:is-plain" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="side" as="xs:string"/>
    <xsl:sequence select="exists($part/self::c:marked[@of ne $side])"/>
  </xsl:function>

  <!-- A long passage whose words are the same in both files, without its middle. -->
  <xsl:function name="fp:shortened" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($text)"/>
    <xsl:variable name="kept" as="xs:integer" select="16"/>
    <xsl:sequence select="
      if (count($words) le 3 * $kept) then $text
      else string-join(
        ($words[position() le $kept], '…', $words[position() gt last() - $kept]), ' ')"/>
  </xsl:function>

  <!-- Text in which what cannot be seen is told by its number. -->
  <xsl:function name="fp:seen" as="item()*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:analyze-string select="$text" regex="{$fp:invisible}">
      <xsl:matching-substring>
        <span class="unseen">U+{f:hexadecimal(string-to-codepoints(.))}</span>
      </xsl:matching-substring>
      <xsl:non-matching-substring>
        <xsl:text>{.}</xsl:text>
      </xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- A number as characters are numbered: 200D. -->
  <xsl:function name="f:hexadecimal" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="digits" as="xs:string"
      select="substring('0123456789ABCDEF', $number mod 16 + 1, 1)"/>
    <xsl:sequence
      select="if ($number lt 16) then $digits else f:hexadecimal($number idiv 16) || $digits"/>
  </xsl:function>

  <!-- The language of the words of a file; values of attributes have none. -->
  <xsl:function name="fp:language" as="attribute()?">
    <xsl:param name="passage" as="element()"/>
    <xsl:for-each select="$passage/self::c:passage/ancestor::c:file/@xml:lang">
      <xsl:attribute name="lang" select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- Where a passage stood that was moved. -->
  <xsl:function name="fp:from" as="element()?">
    <xsl:param name="change" as="element(c:change)"/>
    <xsl:if test="$change/@kind = 'moved'">
      <xsl:variable name="place" as="xs:string*" select="
        $change/@origin ! string(),
        $change/@old-locus[. ne ''] ! f:place-of-change(.),
        f:label('changes-line', string($change/@old-line))"/>
      <span class="from">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('changes-from', string-join($place, ', '))}</xsl:text>
      </span>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
