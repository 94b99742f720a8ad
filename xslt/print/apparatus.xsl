<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- The entries of the apparatus: what each is about, its layer, its words. Where it stands and
       what number it bears is found out when the pages are planned.
       lemma A B] reading C; om. D -->
  <xsl:mode name="m:apparatus" on-no-match="fail"/>

  <xsl:key name="passage" match="p:passage" use="@p:id"/>
  <xsl:key name="in-text" match="*[@p:id][not(ancestor::p:entries)]" use="@p:id"/>
  <xsl:key name="entry" match="p:entry" use="@id"/>
  <xsl:key name="siglum" match="p:witness" use="@id"/>

  <xsl:template match="p:passage" mode="m:body">
    <passage id="{fp:key(., @p:id)}">
      <xsl:choose>
        <xsl:when test="@p:role = 'block'">
          <xsl:call-template name="mp:flow"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="node()" mode="m:body"/>
        </xsl:otherwise>
      </xsl:choose>
    </passage>
  </xsl:template>

  <!-- Where a passage ends that only its entry knows of. -->
  <xsl:template match="p:end" mode="m:body">
    <passage id="{fp:key(., @p:id)}"/>
  </xsl:template>

  <xsl:template match="p:entries" mode="m:apparatus">
    <apparatus label="{f:label('apparatus')}">
      <xsl:apply-templates select="p:entry" mode="m:apparatus"/>
    </apparatus>
  </xsl:template>

  <xsl:template match="p:entry" mode="m:apparatus">
    <entry id="{fp:key(., @id)}" layer="{@apparatus}">
      <xsl:if test="@p:at">
        <xsl:attribute name="at" select="@p:at"/>
      </xsl:if>
      <xsl:if test="@end">
        <xsl:attribute name="end" select="fp:key(., @end)"/>
      </xsl:if>
      <!-- Without its line in the text an entry has no place on a page: it follows the text. -->
      <xsl:if test="not(@fault = 'no-such-locus')">
        <xsl:for-each select="fp:placed(.)">
          <xsl:attribute name="to" select="fp:key(., @passage)"/>
        </xsl:for-each>
      </xsl:if>
      <xsl:if test="fp:placed(.)[not(. is current())]">
        <xsl:attribute name="inner" select="'yes'"/>
      </xsl:if>
      <xsl:if test="not(@within) and p:attestation">
        <xsl:attribute name="absent" select="fp:absent(.)"/>
      </xsl:if>
      <xsl:for-each select="(@locus, key('passage', @passage)/ancestor::l[1] ! fp:number(.))[1]">
        <xsl:attribute name="locus" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="p:runs/node()" mode="m:apparatus"/>
    </entry>
  </xsl:template>

  <!-- A run is dressed as what it is; its look is that of the style of the apparatus. -->
  <xsl:template match="p:run" mode="m:apparatus">
    <sign>
      <xsl:copy-of select="@look"/>
      <xsl:apply-templates mode="m:apparatus"/>
    </sign>
  </xsl:template>

  <xsl:template match="p:run[@of]" mode="m:apparatus">
    <xsl:variable name="of" as="xs:string" select="@of"/>
    <xsl:variable name="parts" as="element()*" select="
      if (@kind = 'note') then ../../p:remark else ../../(p:lemma | p:reading)"/>
    <xsl:choose>
      <xsl:when test="@look">
        <span look="{@look}">
          <xsl:apply-templates select="$parts[@n = $of]/node()" mode="m:body"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$parts[@n = $of]/node()" mode="m:body"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The lemma, which may have to be told from equal words on its line. -->
  <xsl:template match="p:run[@kind = 'lemma'][not(preceding-sibling::p:run[@kind = 'lemma'])]"
    mode="m:apparatus" priority="2">
    <lemma>
      <xsl:next-match/>
    </lemma>
  </xsl:template>

  <xsl:template match="p:run/text()" mode="m:apparatus">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- Blanks and brackets between the runs. In a book from right to left sigla on both sides of a
       sign are not one run of letters from left to right. -->
  <xsl:template match="p:runs/text()" mode="m:apparatus">
    <sign>{.}{'&#x200f;'[$shared/p:edition/@dir = 'rtl'][matches(current(), '\S')]}</sign>
  </xsl:template>

  <xsl:template match="p:raised" mode="m:apparatus">
    <sign look="superscript">{.}</sign>
  </xsl:template>

  <!-- The entry whose passage tells the line: one on the words of a reading stands on the line of
       the entry that has the reading, for they are not in the text. -->
  <xsl:function name="fp:placed" as="element(p:entry)?">
    <xsl:param name="entry" as="element(p:entry)"/>
    <xsl:sequence select="
      if ($entry/@within and empty(key('in-text', $entry/@passage, root($entry))))
      then key('entry', $entry/@within, root($entry)) ! fp:placed(.)
      else $entry[@passage]"/>
  </xsl:function>

  <!-- The sigla of the witnesses that do not have the text here; a blank in one is hard. -->
  <xsl:function name="fp:absent" as="xs:string*">
    <xsl:param name="entry" as="element(p:entry)"/>
    <xsl:sequence select="
      distinct-values($entry/p:attestation[@is = ('lacunose', 'out of range')][not(@state)]
        ! (@witnesses, @unnamed) ! tokenize(.)) ! key('siglum', ., $shared)/fp:siglum(.)"/>
  </xsl:function>

  <xsl:function name="fp:siglum" as="xs:string">
    <xsl:param name="witness" as="element(p:witness)"/>
    <xsl:sequence select="translate($witness/@siglum, ' ', '&#xa0;')"/>
  </xsl:function>

</xsl:stylesheet>
