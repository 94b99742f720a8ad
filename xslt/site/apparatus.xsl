<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus: entries below the text, each linked with its passage. -->
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

  <!-- What an entry is made of. -->
  <xsl:mode name="m:apparatus" on-no-match="shallow-skip" visibility="public"/>

  <!-- A passage with variants: the lemma, as text, with dots below. -->
  <xsl:template match="p:passage" mode="m:body">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="f:anchored(., 'passage', $content)"/>
  </xsl:template>

  <!-- Where a passage ends that only its entry knows of. Others may cross it: each has a sign. -->
  <xsl:template match="p:end" mode="m:body">
    <xsl:if test="not(f:in-link(.))">
      <xsl:sequence select="f:sign(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- 12 uerba] A B : uerbum C : om. D; then, folded, what else is known of the entry. -->
  <xsl:template match="p:entry" mode="m:apparatus" as="element()">
    <div class="{'entry', 'nested'[current()/@within]}" id="{@id}">
      <xsl:call-template name="fp:data"/>
      <xsl:choose>
        <xsl:when test="(p:lemma | p:reading | p:remark)/*[not(fp:is-phrase(.))]">
          <xsl:variable name="line" as="node()*">
            <xsl:call-template name="fp:line"/>
          </xsl:variable>
          <xsl:sequence select="f:inline('p', 'line'[f:holds-blocks($line)], $line)"/>
        </xsl:when>
        <xsl:otherwise>
          <p>
            <xsl:call-template name="fp:line"/>
          </p>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="f:card(.)"/>
    </div>
  </xsl:template>

  <!-- A run is dressed as what it is; its look is that of the style of the apparatus. -->
  <xsl:template match="p:run" mode="m:apparatus">
    <span class="{@kind, @look}">
      <xsl:if test="@kind = 'term'">
        <xsl:sequence select="f:language(..)"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="p:run[@of]" mode="m:apparatus">
    <xsl:variable name="of" as="xs:string" select="@of"/>
    <xsl:variable name="part" as="element()*" select="
      (if (@kind = 'note') then ../../p:remark else ../../(p:lemma | p:reading))[@n = $of]"/>
    <xsl:variable name="classes" as="xs:string+"
      select="if (@kind = 'note') then 'remark' else string(@kind), @look ! string()"/>
    <xsl:choose>
      <xsl:when test="$part/*[not(fp:is-phrase(.))]">
        <xsl:variable name="words" as="node()*">
          <xsl:apply-templates select="$part/node()" mode="m:body"/>
        </xsl:variable>
        <xsl:sequence select="f:inline('span', $classes, $words)"/>
      </xsl:when>
      <xsl:otherwise>
        <span class="{$classes}">
          <xsl:apply-templates select="$part/node()" mode="m:body"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="p:runs/text() | p:run/text()" mode="m:apparatus">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="p:raised" mode="m:apparatus">
    <sup>{.}</sup>
  </xsl:template>

  <!-- Whether an element is without doubt a phrase on the page: it need not be looked into. -->
  <xsl:function name="fp:is-phrase" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      empty($element/@p:role[. = 'block'])
      and exists($element[self::ref or self::hi or self::gap or self::supplied or self::foreign])
      and (every $inner in $element/* satisfies fp:is-phrase($inner))"/>
  </xsl:function>

  <!--
    An element of that name; a div where the content holds lines of verse or paragraphs, which a
    style sheet lets run on.
  -->
  <xsl:function name="f:inline" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:element name="{if (f:holds-blocks($content)) then 'div' else $name}"
      namespace="http://www.w3.org/1999/xhtml">
      <xsl:if test="exists($classes)">
        <xsl:attribute name="class" select="$classes"/>
      </xsl:if>
      <xsl:sequence select="$content"/>
    </xsl:element>
  </xsl:function>

  <!-- Whether what is made for a page holds what no phrase and no paragraph may hold. -->
  <xsl:function name="f:holds-blocks" as="xs:boolean">
    <xsl:param name="content" as="node()*"/>
    <xsl:sequence select="exists($content/descendant-or-self::*[local-name() =
      ('div', 'p', 'ul', 'ol', 'dl', 'table', 'figure', 'blockquote', 'h2', 'h3', 'h4')])"/>
  </xsl:function>

  <!-- The entries below a text; they are about the text as edited, and stand below that only. -->
  <xsl:function name="f:apparatus" as="element()?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:if test="f:has-apparatus($text) and $layer ne 'reading'">
      <p class="below">
        <xsl:sequence select="f:interface()"/>
        <a href="{f:text-address($text/@id, 'reading')}#page:apparatus">{f:label('apparatus')}</a>
      </p>
    </xsl:if>
    <xsl:if test="f:has-apparatus($text) and $layer = 'reading'">
      <section class="below apparatus" aria-labelledby="page:apparatus">
        <h2 id="page:apparatus">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('apparatus')}</xsl:text>
        </h2>
        <xsl:apply-templates select="$text/p:entries/p:entry[not(@emendation)]" mode="m:apparatus"/>
        <script type="application/json" id="page:apparatus-data">
          <xsl:sequence select="f:json(fp:apparatus-data($text))"/>
        </script>
      </section>
    </xsl:if>
  </xsl:function>

  <!--
    What a script needs to let a reader choose entries and open cards: the witnesses that entries
    name, the page on which they are read, and labels.
  -->
  <xsl:function name="fp:apparatus-data" as="map(*)">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:variable name="lists" as="attribute()*" select="
      $text/p:entries/p:entry ! (p:lemma, p:reading) ! @witnesses"/>
    <xsl:variable name="named" as="xs:string*"
      select="distinct-values(distinct-values($lists) ! tokenize(.))"/>
    <xsl:sequence select="
      map {
        'labels': f:labels((
          'apparatus', 'strip-show', 'strip-hide', 'filter-witness', 'filter-kind', 'entry-details',
          'filter-responsible', 'filter-apparatus', 'all', 'entries-shown', 'names-of-witnesses',
          'show-in-witness', 'entry-address')),
        'kinds': f:labels($f:reading-kinds ! ('reading-' || .)),
        'collation': if ($text/@collated) then f:collation-address($text/@id) else '',
        'witnesses': array {
          $f:edition/p:witnesses/*[@id = $named]
            ! [string(@id), string(@siglum), string(@name),
              exists($settings?witnesses(@id))]
        }
      }"/>
  </xsl:function>

  <!-- Where an entry belongs, as a link to the passage. -->
  <xsl:function name="fp:locus" as="node()*">
    <xsl:param name="entry" as="element(p:entry)"/>
    <xsl:variable name="locus" as="xs:string"
      select="string(($entry/@locus, $entry/@n)[. ne ''][1])"/>
    <xsl:choose>
      <xsl:when test="$entry/@passage">
        <a class="locus" href="{f:fragment($entry/@passage)}">{$locus}</a>
      </xsl:when>
      <xsl:otherwise>
        <span class="locus">{$locus}</span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text> </xsl:text>
  </xsl:function>

  <!-- The place of an entry, and its runs. -->
  <xsl:template name="fp:line" as="node()*">
    <xsl:sequence select="fp:locus(.)"/>
    <xsl:apply-templates select="p:runs/node()" mode="m:apparatus"/>
  </xsl:template>

  <!-- What an entry is chosen by: who has another reading than the lemma, of which kind, whose. -->
  <xsl:template name="fp:data" as="attribute()*">
    <xsl:variable name="readings" as="element()*" select="p:reading"/>
    <xsl:variable name="kinds" as="xs:string*"
      select="distinct-values($readings ! (@kind, @type, @status))[. ne '']"/>
    <xsl:variable name="responsible" as="xs:string*"
      select="distinct-values((p:lemma, $readings) ! tokenize(@resp, '; '))[. ne '']"/>
    <xsl:if test="$readings/@witnesses">
      <xsl:attribute name="data-witnesses" select="$readings ! @witnesses"/>
    </xsl:if>
    <xsl:for-each select="p:lemma[1]/@witnesses">
      <xsl:attribute name="data-lemma" select="."/>
    </xsl:for-each>
    <xsl:if test="exists($kinds)">
      <xsl:attribute name="data-kinds" select="string-join($kinds, '|')"/>
    </xsl:if>
    <xsl:if test="exists($responsible)">
      <xsl:attribute name="data-responsible" select="string-join($responsible, '|')"/>
    </xsl:if>
    <xsl:for-each select="@apparatus">
      <xsl:attribute name="data-apparatus" select="."/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
