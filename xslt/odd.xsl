<?xml version="1.0" encoding="UTF-8"?>
<!--
  The documentation of a schema: one page that needs nothing beside it.

  The source document is the reference that tei/odd/reference.py makes of an ODD.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:s="urn:tei-edition:schema">

  <xsl:include href="common/labels.xsl"/>
  <xsl:include href="odd/page.xsl"/>
  <xsl:include href="odd/prose.xsl"/>
  <xsl:include href="odd/phrases.xsl"/>
  <xsl:include href="odd/index.xsl"/>
  <xsl:include href="odd/entries.xsl"/>
  <xsl:include href="odd/declared.xsl"/>
  <xsl:include href="odd/content.xsl"/>

  <!-- The same document: its language decides about that of the labels. -->
  <xsl:param name="shared" as="document-node()" select="/"/>
  <!-- What the page carries in itself, and what may run in it: no more than that. -->
  <xsl:param name="style" as="xs:string" select="''"/>
  <xsl:param name="script" as="xs:string" select="''"/>
  <xsl:param name="policy" as="xs:string" select="''"/>

  <xsl:key name="entry" match="s:entry" use="@id"/>

  <xsl:output method="html" html-version="5.0" encoding="UTF-8" indent="no"
    include-content-type="no"/>

</xsl:stylesheet>
