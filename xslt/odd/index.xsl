<?xml version="1.0" encoding="UTF-8"?>
<!-- The index: every name of the schema, above which the script puts a box to filter it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:s="urn:tei-edition:schema"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes">

  <!-- The index of elements, attributes, classes, macros and datatypes. -->
  <xsl:function name="f:index" as="element()">
    <xsl:param name="schema" as="element(s:schema)"/>
    <section class="index">
      <h2 id="index">
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('odd-index')}</xsl:text>
      </h2>
      <div class="register">
        <xsl:for-each select="$f:kinds[exists(key('entries', ?kind, $shared))]">
          <xsl:sequence select="fp:names(?label, key('entries', ?kind, $shared))"/>
          <xsl:if test="?kind = 'element'">
            <xsl:sequence select="fp:attribute-index($schema)"/>
          </xsl:if>
        </xsl:for-each>
      </div>
    </section>
  </xsl:function>

  <xsl:function name="fp:names" as="element()">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="entries" as="element(s:entry)+"/>
    <section>
      <h3>
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label($label)}</xsl:text>
      </h3>
      <ul>
        <xsl:for-each select="$entries">
          <li class="record">
            <a href="{f:fragment(@id)}">
              <code>{@name}</code>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:function>

  <!-- Attributes, each with the elements and classes that declare it. -->
  <xsl:function name="fp:attribute-index" as="element()?">
    <xsl:param name="schema" as="element(s:schema)"/>
    <xsl:if test="$schema/s:entry/s:attribute">
      <section>
        <h3>
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('odd-attributes')}</xsl:text>
        </h3>
        <ul class="wide">
          <xsl:for-each-group select="$schema/s:entry/s:attribute" group-by="string(@name)">
            <xsl:sort select="lower-case(current-grouping-key())"/>
            <li class="record">
              <code>@{current-grouping-key()}</code>
              <xsl:for-each select="current-group()">
                <xsl:text> </xsl:text>
                <a href="{f:fragment(@id)}">{../@name}</a>
              </xsl:for-each>
            </li>
          </xsl:for-each-group>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
