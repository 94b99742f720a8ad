<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- The print edition: turns the shared document of the prepared edition, and each text's
       document, into the print vocabulary (docs/print-vocabulary.md) that the Typst template
       sets. One call for each document. -->
  <xsl:import href="common/labels.xsl"/>
  <xsl:import href="common/emendations.xsl"/>
  <xsl:import href="common/report.xsl"/>
  <xsl:import href="common/signs.xsl"/>
  <xsl:include href="print/book.xsl"/>
  <xsl:include href="print/imprint.xsl"/>
  <xsl:include href="print/emendations.xsl"/>
  <xsl:include href="print/registers.xsl"/>
  <xsl:include href="print/attributes.xsl"/>
  <xsl:include href="print/plain.xsl"/>
  <xsl:include href="print/blocks.xsl"/>
  <xsl:include href="print/phrases.xsl"/>
  <xsl:include href="print/verse.xsl"/>
  <xsl:include href="print/drama.xsl"/>
  <xsl:include href="print/letters.xsl"/>
  <xsl:include href="print/lists.xsl"/>
  <xsl:include href="print/figures.xsl"/>
  <xsl:include href="print/notes.xsl"/>
  <xsl:include href="print/apparatus.xsl"/>
  <xsl:include href="print/milestones.xsl"/>
  <xsl:include href="print/signs.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <!-- The shared document of the prepared edition. -->
  <xsl:param name="shared" as="document-node()" required="yes"/>

  <!-- A document of the prepared edition becomes a `book` or a `text`. -->
  <xsl:mode name="m:print" on-no-match="fail" visibility="public"
    use-accumulators="breaks shared-line head-level"/>

  <xsl:template match="/" mode="m:print">
    <xsl:apply-templates select="*" mode="m:print"/>
  </xsl:template>

</xsl:stylesheet>
