<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Notes: at the foot of the page that calls them; the author's and the editor's are numbered
       apart. <p>Then<note resp="#ed">In 1905.</note> he left.</p> -->

  <xsl:key name="note" match="p:note" use="@id"/>
  <xsl:key name="call" match="p:call" use="@to"/>

  <xsl:template match="p:call" mode="m:body">
    <xsl:variable name="note" as="element(p:note)?" select="key('note', @to)"/>
    <xsl:for-each select="$note">
      <note kind="{@kind}"
        n="{1 + count(preceding-sibling::p:note[@kind = current()/@kind])}">
        <xsl:sequence select="fp:common(note)[not(name() = 'id')]"/>
        <xsl:attribute name="id" select="fp:key(., @id)"/>
        <xsl:apply-templates select="note" mode="m:note"/>
      </note>
    </xsl:for-each>
  </xsl:template>

  <!-- The content of a note: its first paragraph runs in after the number. -->
  <xsl:mode name="m:note" on-no-match="fail"/>

  <xsl:template match="note[not(@p:mixed = 'yes')][not(*[@p:role = 'block'])]" mode="m:note">
    <xsl:apply-templates mode="m:body"/>
  </xsl:template>

  <xsl:template match="note" mode="m:note">
    <xsl:call-template name="mp:flow"/>
  </xsl:template>

  <!-- A note within the line: in its place. -->
  <xsl:template match="note[@p:role = 'phrase']" mode="m:body">
    <xsl:sequence select="fp:phrase(., ())"/>
  </xsl:template>

  <!-- A note within a note as well, in brackets that part it from the words around it. -->
  <xsl:template match="note[@p:role = 'phrase'][ancestor::note]" mode="m:body" priority="1">
    <xsl:variable name="before" as="node()?" select="preceding-sibling::node()[1]"/>
    <sign>{if ($before[self::text()][matches(., '\s$')]) then '' else ' '}[</sign>
    <xsl:next-match/>
    <sign>]</sign>
  </xsl:template>

  <!-- A note between paragraphs. -->
  <xsl:template match="note[@p:role = 'block']" mode="m:body">
    <remark>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:call-template name="mp:flow"/>
    </remark>
  </xsl:template>

  <!-- Notes that no place in the text calls follow the text. -->
  <xsl:template name="mp:uncalled-notes" as="element()?">
    <xsl:variable name="uncalled" as="element(p:note)*"
      select="p:notes/p:note[empty(key('call', @id))]"/>
    <xsl:if test="exists($uncalled)">
      <notes label="{f:label('notes')}">
        <xsl:for-each select="$uncalled">
          <remark id="{fp:key(., @id)}">
            <xsl:apply-templates select="note" mode="m:note"/>
          </remark>
        </xsl:for-each>
      </notes>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
