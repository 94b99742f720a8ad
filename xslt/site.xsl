<?xml version="1.0" encoding="UTF-8"?>
<!--
  The web edition: one page for each run.

  The source document is a text of the prepared edition (a page of text) or its shared document
  (home, registers, and the other pages about the edition), or what was changed between two
  versions (tei/revisions/document.py): $page says which. To change the look,
  write a stylesheet that imports this one and overrides single templates: see
  docs/how-to/change-the-look.md.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:m="urn:tei-edition:modes">

  <!--
    What an edition may have or not: only what it has is compiled. A stylesheet of the edition's
    own finds all of it.
  -->
  <xsl:param name="with-apparatus" static="yes" as="xs:boolean" select="true()"/>
  <xsl:param name="with-changes" static="yes" as="xs:boolean" select="true()"/>

  <xsl:include href="common/labels.xsl"/>
  <xsl:include href="common/emendations.xsl"/>
  <xsl:include href="common/report.xsl"/>
  <xsl:include href="common/signs.xsl"/>
  <xsl:include href="site/addresses.xsl"/>
  <xsl:include href="site/attributes.xsl"/>
  <xsl:include href="site/page.xsl"/>
  <xsl:include href="site/text.xsl"/>
  <xsl:include href="site/contents.xsl"/>
  <xsl:include href="site/elements.xsl"/>
  <xsl:include href="site/blocks.xsl"/>
  <xsl:include href="site/phrases.xsl"/>
  <xsl:include href="site/anchored.xsl"/>
  <xsl:include href="site/edits.xsl"/>
  <xsl:include href="site/links.xsl"/>
  <xsl:include href="site/milestones.xsl"/>
  <xsl:include href="site/lists.xsl"/>
  <xsl:include href="site/tables.xsl"/>
  <xsl:include href="site/figures.xsl"/>
  <xsl:include href="site/verse.xsl"/>
  <xsl:include href="site/letters.xsl"/>
  <xsl:include href="site/notes.xsl"/>
  <xsl:include href="site/apparatus.xsl" use-when="$with-apparatus"/>
  <xsl:include href="site/cards.xsl" use-when="$with-apparatus"/>
  <xsl:include href="site/collation.xsl" use-when="$with-apparatus"/>
  <xsl:include href="site/keys.xsl" use-when="$with-apparatus"/>
  <xsl:include href="site/emendations.xsl"/>
  <xsl:include href="site/signs.xsl"/>
  <xsl:include href="site/home.xsl"/>
  <xsl:include href="site/citation.xsl"/>
  <xsl:include href="site/registers.xsl"/>
  <xsl:include href="site/records.xsl"/>
  <xsl:include href="site/about.xsl"/>
  <xsl:include href="site/making.xsl"/>
  <xsl:include href="site/changes.xsl" use-when="$with-changes"/>
  <xsl:include href="changes/report.xsl" use-when="$with-changes"/>
  <xsl:include href="changes/files.xsl" use-when="$with-changes"/>
  <xsl:include href="changes/passages.xsl" use-when="$with-changes"/>

  <!-- The prepared edition's shared document. -->
  <xsl:param name="shared" as="document-node()"/>
  <!--
    Which page: text, collation, home, register, witnesses, emendations, signs, making or about.
  -->
  <xsl:param name="page" as="xs:string" select="'text'"/>
  <!-- Which form of the text: reading or diplomatic. -->
  <xsl:param name="layer" as="xs:string" select="'reading'"/>
  <!-- The page's own path within the site. -->
  <xsl:param name="path" as="xs:string" select="'index.html'"/>
  <!-- Which register and which of its letters ("" for all). -->
  <xsl:param name="kind" as="xs:string" select="''"/>
  <xsl:param name="letter" as="xs:string" select="''"/>
  <!-- url, css, downloads, split, signs, changes: see docs/how-to/change-the-look.md. -->
  <xsl:param name="settings" as="map(*)" select="map {}"/>

  <xsl:output method="html" html-version="5.0" encoding="UTF-8" indent="no"
    include-content-type="no" escape-uri-attributes="no"/>

</xsl:stylesheet>
