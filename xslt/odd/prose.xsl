<?xml version="1.0" encoding="UTF-8"?>
<!-- The prose of an ODD: divisions, paragraphs, lists, tables, and what is declared there. -->
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

  <!-- The prose; what has no rule of its own shows what is in it. -->
  <xsl:mode name="m:prose" on-no-match="shallow-skip" visibility="public"/>

  <xsl:key name="place" match="s:prose/descendant::*[@xml:id]" use="@xml:id"/>
  <xsl:key name="place" match="s:declared[@group]" use="@group"/>

  <!-- What stands in a paragraph of TEI, but in none of HTML. -->
  <xsl:variable name="fp:blocks" as="xs:string+" select="
    'list', 'table', 'example', 'figure', 'quote', 'cit', 'specList', 'declared', 'note', 'p'"/>

  <xsl:template match="s:prose" mode="m:prose" as="element()">
    <div class="prose">
      <xsl:if test="not(body/head)">
        <h1>{../s:title}</h1>
      </xsl:if>
      <xsl:apply-templates mode="m:prose"/>
    </div>
  </xsl:template>

  <xsl:template match="text()" mode="m:prose" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template mode="m:prose" as="element()"
    match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7">
    <section>
      <xsl:sequence select="fp:place(.)"/>
      <xsl:apply-templates mode="m:prose"/>
    </section>
  </xsl:template>

  <xsl:template match="head" mode="m:prose" as="element()">
    <xsl:variable name="depth" as="xs:integer"
      select="1 + count(ancestor::*[matches(local-name(), '^div\d?$')])"/>
    <xsl:element name="h{min(($depth, 6))}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates mode="m:prose"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list/head | table/head | figure/head" mode="m:prose" as="element()">
    <p class="caption">
      <xsl:apply-templates mode="m:prose"/>
    </p>
  </xsl:template>

  <xsl:template match="p | ab | figure" mode="m:prose" as="element()">
    <xsl:variable name="is-box" as="xs:boolean"
      select="(descendant::* ! local-name()) = $fp:blocks or self::figure"/>
    <xsl:element name="{if ($is-box) then 'div' else 'p'}"
      namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="fp:place(.)"/>
      <xsl:apply-templates mode="m:prose"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list | specList" mode="m:prose" as="element()+">
    <xsl:variable name="counts" as="xs:boolean" select="(@rend, @type) = ('numbered', 'ordered')"/>
    <xsl:apply-templates select="head" mode="m:prose"/>
    <xsl:element name="{if ($counts) then 'ol' else 'ul'}"
      namespace="http://www.w3.org/1999/xhtml">
      <xsl:for-each select="item | specDesc">
        <li>
          <xsl:sequence select="fp:place(.)"/>
          <xsl:apply-templates select="preceding-sibling::*[1][self::label]" mode="m:prose"/>
          <xsl:apply-templates select="if (self::specDesc) then . else node()" mode="m:prose"/>
        </li>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list/label" mode="m:prose" as="node()+">
    <strong>
      <xsl:apply-templates mode="m:prose"/>
    </strong>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="table" mode="m:prose" as="element()+">
    <xsl:apply-templates select="head" mode="m:prose"/>
    <div class="table" tabindex="0" role="group"
      aria-label="{(head ! normalize-space(.), f:label('odd-table'))[1]}">
      <table>
        <xsl:for-each select="row">
          <tr>
            <xsl:for-each select="cell">
              <xsl:element name="{if ((@role, ../@role) = 'label') then 'th' else 'td'}"
                namespace="http://www.w3.org/1999/xhtml">
                <xsl:apply-templates mode="m:prose"/>
              </xsl:element>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="quote | cit" mode="m:prose" as="element()">
    <blockquote>
      <xsl:apply-templates mode="m:prose"/>
    </blockquote>
  </xsl:template>

  <xsl:template match="note" mode="m:prose" as="element()">
    <div class="aside" role="note">
      <xsl:apply-templates mode="m:prose"/>
    </div>
  </xsl:template>

  <xsl:template match="s:example" mode="m:prose" as="element()">
    <pre tabindex="0"><code>{.}</code></pre>
  </xsl:template>

  <!-- Where the ODD declares something: links to what became of it. -->
  <xsl:template match="s:declared" mode="m:prose" as="element()?">
    <xsl:if test="*">
      <div class="declared">
        <xsl:for-each select="@group">
          <xsl:attribute name="id" select="'text-' || ."/>
        </xsl:for-each>
        <xsl:sequence select="fp:listed('odd-modules', s:module)"/>
        <xsl:sequence select="fp:listed('odd-declared', s:ref)"/>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:function name="fp:listed" as="element()?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="all" as="element()*"/>
    <xsl:if test="exists($all)">
      <p>
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label($label)}: </xsl:text>
        <xsl:apply-templates select="$all" mode="m:content"/>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- The id of a place in the prose; what stands in remarks has none. -->
  <xsl:function name="fp:place" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element[@xml:id][ancestor::s:prose]">
      <xsl:attribute name="id" select="'text-' || $element/@xml:id"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
