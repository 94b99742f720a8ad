<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: numbered, with bullets, and with labels. -->
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

  <!-- <list><item>…</item></list>; what stands between items goes with the item that follows. -->
  <xsl:template match="list" mode="m:body">
    <div>
      <xsl:sequence select="f:attributes(., ('list', fp:list-class(.)))"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <xsl:element name="{if (fp:list-class(.) = 'ordered') then 'ol' else 'ul'}"
        namespace="http://www.w3.org/1999/xhtml">
        <xsl:for-each-group select="node()[not(self::head)]" group-ending-with="item">
          <li>
            <xsl:sequence select="current-group()[self::item] ! f:attributes(., ())"/>
            <xsl:apply-templates select="current-group()" mode="m:body"/>
          </li>
        </xsl:for-each-group>
      </xsl:element>
    </div>
  </xsl:template>

  <!-- A list with labels: <label>term</label><item>its explanation</item>. -->
  <xsl:template match="list[label]" mode="m:body" priority="1">
    <div>
      <xsl:sequence select="f:attributes(., ('list', 'labelled'))"/>
      <xsl:apply-templates select="head | headLabel | headItem" mode="#current"/>
      <dl>
        <xsl:for-each-group select="node()[not(self::head or self::headLabel or self::headItem)]"
          group-ending-with="label | item">
          <xsl:element name="{if (current-group()[self::label]) then 'dt' else 'dd'}"
            namespace="http://www.w3.org/1999/xhtml">
            <xsl:sequence
              select="current-group()[self::label or self::item] ! f:attributes(., ())"/>
            <xsl:apply-templates select="current-group()" mode="m:body"/>
          </xsl:element>
        </xsl:for-each-group>
      </dl>
    </div>
  </xsl:template>

  <xsl:template match="list/item | list/label" mode="m:body">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:function name="fp:list-class" as="xs:string">
    <xsl:param name="list" as="element(list)"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($list/@type), $list/@rend"/>
    <xsl:sequence select="
      if ($words = ('ordered', 'numbered', 'number')) then 'ordered'
      else if ($words = ('bulleted', 'bullet', 'unordered')) then 'bulleted' else 'simple'"/>
  </xsl:function>

</xsl:stylesheet>
