<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- What stands on lines of its own: a text, its divisions, headings, paragraphs, quotations.
       <div><head>The Break</head><p>Then …</p></div> -->
  <xsl:mode name="m:body" on-no-match="fail"/>

  <!-- The level of the last heading: levels rise one by one, as tagged PDF demands. -->
  <xsl:accumulator name="head-level" as="xs:integer" initial-value="1">
    <xsl:accumulator-rule match="p:text" select="1"/>
    <xsl:accumulator-rule match="head[fp:is-heading(.)]"
      select="min((xs:integer(@p:level), $value + 1))"/>
  </xsl:accumulator>

  <xsl:template match="p:text" mode="m:print">
    <xsl:variable name="title" as="element(head)?" select="fp:title(.)"/>
    <text>
      <xsl:copy-of select="@id, @label, @place, @dir"/>
      <xsl:sequence select="fp:language(@xml:lang)"/>
      <xsl:attribute name="headed" select="
        if ($title) then 'yes'
        else if (p:body/descendant::titlePage) then 'itself'
        else if (fp:is-without-title(.)) then 'without'
        else 'no'"/>
      <xsl:attribute name="notes" select="distinct-values(p:notes/p:note/@kind)"/>
      <xsl:attribute name="notes-label" select="f:label('notes')"/>
      <xsl:if test="empty($title)">
        <xsl:apply-templates select="p:header" mode="m:letter"/>
      </xsl:if>
      <xsl:apply-templates select="p:body" mode="m:body"/>
      <xsl:where-populated>
        <p class="boundaries">
          <xsl:sequence select="p:body/accumulator-after('breaks')?waiting ! fp:milestone(.)"/>
        </p>
      </xsl:where-populated>
      <xsl:call-template name="mp:uncalled-notes"/>
      <xsl:apply-templates select="p:entries[p:entry[not(@emendation)]]" mode="m:apparatus"/>
    </text>
  </xsl:template>

  <!-- A block without a rule of its own: its blocks in order; a paragraph when it has text. -->
  <xsl:template match="*[@p:role = 'block']" mode="m:body" priority="-1">
    <xsl:call-template name="mp:flow"/>
  </xsl:template>

  <xsl:template match="p:body" mode="m:body">
    <xsl:apply-templates select="*" mode="m:body"/>
  </xsl:template>

  <!-- What stands only in other forms of the text is not printed. -->
  <xsl:template match="*[@p:layer = ('diplomatic', 'none')]" mode="m:body" priority="10"/>

  <!-- Where the editor has taken something out, the place remains: emendations refer to it. -->
  <xsl:template match="surplus[@p:id][@p:layer = 'diplomatic']" mode="m:body" priority="11">
    <place id="{fp:key(., @p:id)}"/>
  </xsl:template>

  <!-- A division: its place can be pointed at; without a heading it is set off by a space. -->
  <xsl:template match="div | div0 | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="m:body">
    <xsl:variable name="first" as="element()?"
      select="*[not(@p:role = 'milestone')][not(@p:layer = ('diplomatic', 'none'))][1]"/>
    <section>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:for-each select="@type">
        <xsl:attribute name="kind" select="."/>
      </xsl:for-each>
      <xsl:if test="not($first[self::head])
        and preceding-sibling::*[not(@p:role = 'milestone')][1][not(self::head)]">
        <xsl:attribute name="space" select="'yes'"/>
      </xsl:if>
      <xsl:call-template name="mp:flow"/>
    </section>
  </xsl:template>

  <!-- Headings: those that follow one another at once are one heading in several lines. -->
  <xsl:template match="head[fp:is-heading(.)]" mode="m:body">
    <xsl:variable name="lines" as="element(head)+" select="fp:headings(.)"/>
    <heading level="{accumulator-before('head-level')}"
      plain="{$lines ! fp:plain(.) => string-join(' ') => normalize-space()}">
      <xsl:sequence select="fp:common(.)"/>
      <xsl:sequence select="fp:breaks(.)"/>
      <xsl:for-each select="$lines">
        <xsl:if test="position() gt 1">
          <break/>
        </xsl:if>
        <xsl:apply-templates mode="m:body"/>
      </xsl:for-each>
    </heading>
    <xsl:for-each select="ancestor::p:text[p:header][fp:title(.) is current()]">
      <xsl:apply-templates select="p:header" mode="m:letter"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="head[fp:is-heading(.)][preceding-sibling::*[1]/self::head[fp:is-heading(.)]]"
    mode="m:body" priority="2"/>

  <!-- The heading of a list, a table, a poem within a chapter. -->
  <xsl:template match="head" mode="m:body">
    <p class="caption">
      <xsl:sequence select="fp:common(.)"/>
      <xsl:apply-templates mode="m:body"/>
    </p>
  </xsl:template>

  <xsl:template match="p | ab" mode="m:body">
    <xsl:call-template name="mp:flow"/>
  </xsl:template>

  <!-- A quotation, a document within the text: set off by space and indented. -->
  <xsl:template match="*[@p:role = 'block'][self::quote or self::q or self::said or self::cit
    or self::epigraph or self::floatingText or self::argument]" mode="m:body">
    <quotation class="{local-name()}">
      <xsl:sequence select="fp:common(.)"/>
      <xsl:call-template name="mp:flow"/>
    </quotation>
  </xsl:template>

  <xsl:template match="quote[@p:role = 'block'][parent::cit or ancestor::epigraph]" mode="m:body"
    priority="2">
    <xsl:call-template name="mp:flow"/>
  </xsl:template>

  <!-- Speech between paragraphs of a story is not set off, except where the source does so. -->
  <xsl:template match="said[@p:role = 'block'][not(tokenize(@p:style) = 'block')]" mode="m:body"
    priority="2">
    <xsl:call-template name="mp:flow"/>
  </xsl:template>

  <!-- The title page of the source: lines in the middle. -->
  <xsl:template match="titlePage" mode="m:body">
    <centred>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:call-template name="mp:flow"/>
    </centred>
  </xsl:template>

  <!-- The heading of a text as a whole. -->
  <xsl:function name="fp:title" as="element(head)?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:sequence select="
      ($text/p:body/descendant::head[fp:is-heading(.)][@p:level = '1'])[1]"/>
  </xsl:function>

  <!-- Has a text no title to print? Its label has its first words, says what anybody sees, or is
       but a name for the program. -->
  <xsl:function name="fp:is-without-title" as="xs:boolean">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:sequence select="
      starts-with(fp:plain($text/p:body), replace($text/@label, ' …$', ''))
      or $text/p:body/*/@type = ('dedication', 'epigraph', 'motto') or $text/@label = $text/@id"/>
  </xsl:function>

  <!-- Is a heading one of the text's own divisions? One without words is no heading in a PDF. -->
  <xsl:function name="fp:is-heading" as="xs:boolean">
    <xsl:param name="head" as="element()"/>
    <xsl:sequence select="exists($head/@p:level) and fp:plain($head) ne ''
      and exists($head/parent::*[self::p:body or self::div or self::div0 or self::div1
        or self::div2 or self::div3 or self::div4 or self::div5 or self::div6 or self::div7
        or self::body or self::front or self::back or self::text or self::group
        or self::lg[@p:role = 'block'][not(ancestor::lg)]])"/>
  </xsl:function>

  <!-- A heading and those that follow it at once. -->
  <xsl:function name="fp:headings" as="element(head)+">
    <xsl:param name="head" as="element(head)"/>
    <xsl:variable name="next" as="element()?" select="$head/following-sibling::*[1]"/>
    <xsl:sequence select="$head, $next[self::head][fp:is-heading(.)] ! fp:headings(.)"/>
  </xsl:function>

  <xsl:function name="fp:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[@p:role = 'block']) or fp:is-letter-line($node)"/>
  </xsl:function>

  <!-- A paragraph begins flush left at the head of a division and where it continues another. What
       is not printed (a page's footer) parts no paragraph from the one before. -->
  <xsl:function name="fp:is-flush" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="before" as="element()?" select="
      $block/preceding-sibling::*[not(@p:role = 'milestone' or @p:layer = ('diplomatic', 'none'))]
        [1]"/>
    <xsl:sequence select="$block/@p:continued = 'yes'
      or not($before[self::p or self::ab or self::list or self::quote or self::said or self::q
        or self::lg or self::figure or self::table])"/>
  </xsl:function>

  <!-- How a block is set, from the look that its source has. -->
  <xsl:function name="fp:shape" as="attribute()*">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="style" as="xs:string*" select="tokenize($block/@p:style)"/>
    <xsl:for-each select="('center', 'right')[. = $style][1]">
      <xsl:attribute name="align" select="."/>
    </xsl:for-each>
    <xsl:variable name="look" as="xs:string*" select="$style[. = $fp:looks]"/>
    <xsl:if test="exists($look)">
      <xsl:attribute name="look" select="$look"/>
    </xsl:if>
  </xsl:function>

  <!-- The content of a block: its phrases as paragraphs, its blocks between them. -->
  <xsl:template name="mp:flow" as="node()*">
    <xsl:variable name="block" as="element()" select="."/>
    <xsl:for-each-group select="node()" group-adjacent="fp:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="m:body"/>
        </xsl:when>
        <xsl:when test="current-group()[self::text()][normalize-space()]
          or current-group()[@p:role = 'phrase']">
          <p>
            <xsl:sequence select="fp:common($block)[position() = 1 or not(name() = 'id')]"/>
            <xsl:sequence select="fp:shape($block)"/>
            <xsl:if test="position() gt 1 or fp:is-flush($block)">
              <xsl:attribute name="indent" select="'no'"/>
            </xsl:if>
            <xsl:if test="position() = 1">
              <xsl:sequence select="fp:breaks($block)"/>
            </xsl:if>
            <xsl:apply-templates select="current-group()" mode="m:body"/>
          </p>
        </xsl:when>
        <xsl:otherwise/>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

</xsl:stylesheet>
