<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Boundaries of the source: [p. 12] where a page of it begins; nothing when it has no number.
       <pb n="12"/> -->

  <!-- Boundaries between blocks wait for the next block with text, and stand at its beginning. -->
  <xsl:accumulator name="breaks" as="map(xs:string, element()*)"
    initial-value="map{ 'waiting': (), 'given': () }">
    <xsl:accumulator-rule match="p:text" select="map{ 'waiting': (), 'given': () }"/>
    <xsl:accumulator-rule match="*[@p:role = 'milestone'][fp:is-between-blocks(.)]"
      select="map{ 'waiting': ($value?waiting, .), 'given': () }"/>
    <xsl:accumulator-rule match="*[fp:takes-breaks(.)]"
      select="map{ 'waiting': (), 'given': $value?waiting }"/>
  </xsl:accumulator>

  <xsl:template match="*[@p:role = 'milestone']" mode="m:body">
    <xsl:if test="not(fp:is-between-blocks(.))">
      <xsl:sequence select="fp:milestone(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="fp:is-between-blocks" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:variable name="parent" as="element()" select="$milestone/.."/>
    <xsl:sequence select="exists($parent[self::p:body or (@p:role = 'block' and *[@p:role = 'block']
      and not(@p:mixed = 'yes') and not(text()[normalize-space()]))])"/>
  </xsl:function>

  <!-- The blocks that begin with the boundaries which precede them. -->
  <xsl:function name="fp:takes-breaks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::p or self::ab or self::l or self::head
      or self::speaker][@p:role = 'block'][not(@p:layer = ('diplomatic', 'none'))])"/>
  </xsl:function>

  <!-- The boundaries that have waited for a block. -->
  <xsl:function name="fp:breaks" as="element()*">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="
      if (fp:takes-breaks($block)) then $block/accumulator-before('breaks')?given ! fp:milestone(.)
      else ()"/>
  </xsl:function>

  <!-- The sign of one boundary. -->
  <xsl:function name="fp:milestone" as="element()*">
    <xsl:param name="milestone" as="element()"/>
    <xsl:variable name="n" as="xs:string" select="normalize-space($milestone/@n)"/>
    <xsl:variable name="unit" as="xs:string?" select="$fp:units(local-name($milestone))"/>
    <xsl:choose>
      <xsl:when test="$n eq ''">
        <xsl:if test="$milestone/@p:id">
          <place id="{fp:key($milestone, $milestone/@p:id)}"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$milestone/self::milestone">
        <milestone>
          <xsl:sequence select="fp:joined-to-word($milestone)"/>
          <xsl:text>[{string-join(($milestone/@unit, $n), ' ')}]</xsl:text>
        </milestone>
      </xsl:when>
      <xsl:when test="$milestone/self::lb">
        <milestone>
          <xsl:sequence select="fp:joined-to-word($milestone)"/>
          <xsl:text>({$n})</xsl:text>
        </milestone>
      </xsl:when>
      <xsl:when test="exists($unit)">
        <milestone>
          <xsl:if test="$milestone/@p:id">
            <xsl:attribute name="id" select="fp:key($milestone, $milestone/@p:id)"/>
          </xsl:if>
          <xsl:sequence select="fp:joined-to-word($milestone)"/>
          <xsl:variable name="is-bare" as="xs:boolean" select="matches($n, '^[0-9ivxlcdm]+$')"/>
          <xsl:variable name="named" as="xs:string"
            select="if ($is-bare) then f:label($unit, $n) else $n"/>
          <xsl:sequence select="fp:beside($milestone, $named)"/>
          <xsl:text>[{$named}]</xsl:text>
        </milestone>
      </xsl:when>
      <xsl:otherwise/>
    </xsl:choose>
  </xsl:function>

  <!-- The name in the margin: A 2r, where the witness is named; a long one has no room there. -->
  <xsl:function name="fp:beside" as="attribute(margin)?">
    <xsl:param name="milestone" as="element()"/>
    <xsl:param name="named" as="xs:string"/>
    <xsl:variable name="margin" as="xs:string" select="
      if ($milestone/@ed) then replace($milestone/@ed, '#', '') || ' ' || $milestone/@n
      else $named"/>
    <xsl:if test="string-length($margin) le 10">
      <xsl:attribute name="margin" select="$margin"/>
    </xsl:if>
  </xsl:function>

  <!-- Within a word no blank stands beside the sign: the source says so, or has letters around. -->
  <xsl:function name="fp:joined-to-word" as="attribute(joined)?">
    <xsl:param name="milestone" as="element()"/>
    <xsl:if test="$milestone/@break = 'no' or $milestone[not(self::lb)]
      [matches(preceding-sibling::node()[1]/self::text(), '\p{L}$')]
      [matches(following-sibling::node()[1]/self::text(), '^\p{L}')]">
      <xsl:attribute name="joined" select="'yes'"/>
    </xsl:if>
  </xsl:function>

  <!-- The labels of units; a number that is more than a number (“f. 3r”) goes without. -->
  <xsl:variable name="fp:units" as="map(xs:string, xs:string)"
    select="map{ 'pb': 'page', 'cb': 'column', 'gb': 'gathering' }"/>

</xsl:stylesheet>
