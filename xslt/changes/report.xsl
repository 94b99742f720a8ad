<?xml version="1.0" encoding="UTF-8"?>
<!-- The report: how many changes of which class, where, and the switches; then file by file. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="urn:tei-edition:changes"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- What is shown of the changes: applied to the root, the files, groups, places and changes. -->
  <xsl:mode name="m:changes" on-no-match="fail" visibility="public"/>

  <xsl:template match="c:changes" mode="m:changes" as="element()*">
    <h1>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label('changes')} </xsl:text>
      <span class="revisions">
        <bdi class="gone">{@old}</bdi>
        <xsl:text> → </xsl:text>
        <bdi class="come">{f:revision(@new)}</bdi>
      </span>
    </h1>
    <p class="lead">
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{fp:counted(xs:integer(@count))}</xsl:text>
      <xsl:if test="count(c:file) gt 1">
        <xsl:text>{f:label('changes-files', string(count(c:file)))}</xsl:text>
      </xsl:if>
    </p>
    <xsl:where-populated>
      <xsl:sequence select="self::*[c:class]/fp:switches(.)"/>
    </xsl:where-populated>
    <xsl:sequence select="fp:contents(.)"/>
    <xsl:apply-templates select="c:file" mode="m:changes"/>
  </xsl:template>

  <!-- What the page is called: “What changed: v1.0 → v1.1”. -->
  <xsl:function name="f:changes-title" as="xs:string">
    <xsl:param name="changes" as="element(c:changes)"/>
    <xsl:sequence select="f:label('changes') || ': ' || $changes/@old || ' → '
      || f:revision($changes/@new)"/>
  </xsl:function>

  <!-- What a revision is called; without a name it is what is there now. -->
  <xsl:function name="f:revision" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if ($name eq '') then f:label('changes-now') else $name"/>
  </xsl:function>

  <!-- What was done, as “name of a person identified otherwise”. -->
  <xsl:function name="f:told-change" as="xs:string">
    <xsl:param name="change" as="element()"/>
    <xsl:sequence
      select="f:label('told-' || $change/@phrase, tokenize($change/@terms) ! fp:term(.))"/>
  </xsl:function>

  <!-- An element, an attribute or a kind of words; what has no label goes by its own name. -->
  <xsl:function name="fp:term" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="key" as="xs:string" select="'term-' || translate($name, '#', '')"/>
    <xsl:sequence select="
      if (f:has-label($key)) then f:label($key)
      else if (starts-with($name, '@')) then $name
      else '&lt;' || $name || '&gt;'"/>
  </xsl:function>

  <!-- A place in the text, as “Poem 2, line 34”: the division as the edition calls it. -->
  <xsl:function name="f:place-of-change" as="xs:string">
    <xsl:param name="place" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($place, ', ')"/>
    <xsl:sequence select="
      string-join(
        for $n in 1 to count($parts)
        return if ($n = (1, count($parts))) then fp:part-of-place($parts[$n]) else $parts[$n],
        ', ')"/>
  </xsl:function>

  <xsl:function name="fp:part-of-place" as="xs:string">
    <xsl:param name="part" as="xs:string"/>
    <xsl:variable name="whole" as="xs:string"
      select="'place-' || translate(lower-case($part), ' ', '-')"/>
    <xsl:variable name="kind" as="xs:string"
      select="'place-' || lower-case(substring-before($part, ' '))"/>
    <xsl:sequence select="
      if (f:has-label($whole)) then normalize-space(f:label($whole, ''))
      else if (contains(f:label($kind), '{}')) then f:label($kind, substring-after($part, ' '))
      else $part"/>
  </xsl:function>

  <xsl:function name="fp:counted" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="
      if ($number eq 0) then f:label('changes-none')
      else if ($number eq 1) then f:label('changes-one')
      else f:label('changes-many', string($number))"/>
  </xsl:function>

  <!-- Which view, and which classes: switches that work without a script. -->
  <xsl:function name="fp:switches" as="element()">
    <xsl:param name="changes" as="element(c:changes)"/>
    <form class="switches" autocomplete="off">
      <xsl:sequence select="f:interface()"/>
      <fieldset class="views">
        <legend>{f:label('changes-view')}</legend>
        <label>
          <input type="radio" name="view" id="view-inline" checked=""/>
          <xsl:text> {f:label('changes-inline')}</xsl:text>
        </label>
        <label>
          <input type="radio" name="view" id="view-sides"/>
          <xsl:text> {f:label('changes-sides')}</xsl:text>
        </label>
      </fieldset>
      <fieldset class="classes" data-all="{f:label('changes-all')}"
        data-no="{f:label('changes-no')}" data-shown="{f:label('changes-shown')}">
        <legend>{f:label('changes-classes')}</legend>
        <xsl:for-each select="$changes/c:class[@name ne 'file']">
          <label>
            <input type="checkbox" id="show-{@name}" value="{@name}" checked=""/>
            <xsl:text> {f:label('class-' || @name)} </xsl:text>
            <span class="count">{@count}</span>
          </label>
        </xsl:for-each>
      </fieldset>
      <xsl:sequence select="fp:keys()"/>
    </form>
  </xsl:function>

  <!-- The keys, which are of use with the script only. -->
  <xsl:function name="fp:keys" as="element()">
    <details class="keys">
      <summary>{f:label('keys')}</summary>
      <dl>
        <xsl:for-each select="('next:n j', 'previous:p k', 'view:v', 'help:?')">
          <div>
            <dt>
              <xsl:for-each select="tokenize(substring-after(., ':'), ' ')">
                <kbd>{.}</kbd>
                <xsl:text> </xsl:text>
              </xsl:for-each>
            </dt>
            <dd>{f:label('key-' || substring-before(., ':'))}</dd>
          </div>
        </xsl:for-each>
      </dl>
      <label>
        <input type="checkbox" id="keys-on" checked=""/>
        <xsl:text> {f:label('keys-on')}</xsl:text>
      </label>
    </details>
  </xsl:function>

  <!-- The ways to the files, and to the divisions in them. -->
  <xsl:function name="fp:contents" as="element()?">
    <xsl:param name="changes" as="element(c:changes)"/>
    <xsl:if test="count($changes/c:file/(., c:division, c:group)) gt 3">
      <details class="places" open="">
        <summary>
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('changes-contents')}</xsl:text>
        </summary>
        <ul>
          <xsl:for-each select="$changes/c:file">
            <li>
              <a href="#{f:file-id(.)}">
                <bdi>{f:file-name(.)}</bdi>
              </a>
              <xsl:where-populated>
                <ul>
                  <xsl:sequence select="fp:often(.), c:division ! fp:way(.)"/>
                </ul>
              </xsl:where-populated>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:often" as="element()?">
    <xsl:param name="file" as="element(c:file)"/>
    <xsl:if test="$file/c:group">
      <li>
        <a href="#{f:file-id($file)}-often">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('changes-often')}</xsl:text>
        </a>
        <span class="count"> {count($file/c:group/c:change)}</span>
      </li>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:way" as="element()">
    <xsl:param name="division" as="element(c:division)"/>
    <li>
      <a href="#{f:division-id($division)}">
        <bdi>{f:place-of-change($division/@name)}</bdi>
      </a>
      <span class="count"> {count($division/c:place/c:change)}</span>
    </li>
  </xsl:function>

</xsl:stylesheet>
