<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an editor has changed: one page that needs nothing beside it.

  The source document is that of tei/revisions/document.py; docs/changes.md describes it.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema">

  <xsl:include href="common/labels.xsl"/>
  <xsl:include href="changes/page.xsl"/>
  <xsl:include href="changes/report.xsl"/>
  <xsl:include href="changes/files.xsl"/>
  <xsl:include href="changes/passages.xsl"/>

  <!-- The same document: its language decides about that of the labels. -->
  <xsl:param name="shared" as="document-node()" select="/"/>
  <!-- What the page carries in itself, and what may run in it: no more than that. -->
  <xsl:param name="style" as="xs:string" select="''"/>
  <xsl:param name="script" as="xs:string" select="''"/>
  <xsl:param name="policy" as="xs:string" select="''"/>

  <xsl:output method="html" html-version="5.0" encoding="UTF-8" indent="no"
    include-content-type="no"/>

</xsl:stylesheet>
