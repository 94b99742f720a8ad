<?xml version="1.0" encoding="UTF-8"?>
<!--
  Statistics of the apparatus: plots and, beside them, the figures.

  The source document is made by tei/apparatus/plots.py; $plot says whether the whole page is wanted
  or one plot for itself: page, agreement, tree or along.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:m="urn:tei-edition:modes">

  <xsl:include href="common/labels.xsl"/>
  <xsl:include href="statistics/page.xsl"/>
  <xsl:include href="statistics/agreement.xsl"/>
  <xsl:include href="statistics/tree.xsl"/>
  <xsl:include href="statistics/along.xsl"/>
  <xsl:include href="statistics/figures.xsl"/>

  <xsl:output method="xhtml" html-version="5" encoding="UTF-8" indent="no"
    omit-xml-declaration="yes" include-content-type="no"/>

  <!-- The document of numbers: labels are in its language. -->
  <xsl:param name="shared" as="document-node()" required="yes"/>
  <!-- What is wanted: page, agreement, tree or along. -->
  <xsl:param name="plot" as="xs:string" select="'page'"/>

</xsl:stylesheet>
