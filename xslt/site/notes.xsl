<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a number in the text, the note below it, linked both ways. -->
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

  <!-- A call; within a link it follows the link (m:signs). -->
  <xsl:template match="p:call" mode="m:body">
    <xsl:if test="not(f:in-link(.))">
      <xsl:sequence select="f:call(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- A note below the text. -->
  <xsl:mode name="m:note" on-no-match="fail" visibility="public"/>

  <xsl:template match="p:note" mode="m:note" as="element()">
    <div class="note-below" id="{@id}">
      <a class="added back" href="{f:fragment(@call)}" role="doc-backlink"
        aria-label="{f:label('back', @n)}">{@n}</a>
      <div class="note-text">
        <xsl:sequence select="f:language(note)"/>
        <xsl:apply-templates select="note/node()" mode="m:body"/>
      </div>
    </div>
  </xsl:template>

  <!-- The raised number of a note. -->
  <xsl:function name="f:call" as="element()">
    <xsl:param name="call" as="element(p:call)"/>
    <xsl:variable name="note" as="element(p:note)?"
      select="key('note', $call/@to, root($call))[1]"/>
    <a class="added call" id="{$call/@p:id}" href="{f:fragment($call/@to)}" role="doc-noteref"
      aria-label="{f:label('note', $note/@n)}">{$note/@n}</a>
  </xsl:function>

  <!-- The notes below a text: the author's first, which are text, then the editor's. -->
  <xsl:function name="f:notes" as="element()*">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:for-each-group select="$text/p:notes/p:note" group-by="@kind">
      <xsl:variable name="title" as="xs:string"
        select="if (last() = 1) then 'notes' else 'notes-' || current-grouping-key()"/>
      <section class="below notes" role="doc-endnotes" aria-labelledby="page:{$title}">
        <h2 id="page:{$title}">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label($title)}</xsl:text>
        </h2>
        <xsl:apply-templates select="current-group()" mode="m:note"/>
      </section>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
