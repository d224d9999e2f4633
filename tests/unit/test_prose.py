from __future__ import annotations

from policysite.site.prose import plain, prose


def test_the_text_of_each_clause_is_taken_without_notes_and_typography() -> None:
    content = """<h1 id="a">A</h1>
<p class="edition">Version 1</p>
<p>One&nbsp;two.</p>
<div class="clause"><h2 id="b">Ве\u00adли\u00adко</h2><a class="clause__link" href="#b">#</a></div>
<p>Three &lt;b&gt; <code>four</code>:</p>
<ul>
<li>five</li>
<li>six</li>
<li><a href="#a">A</a> (elsewhere)</li>
</ul>
<p class="based-on">Based on: <a href="#a">A</a></p>
<div class="clause"><h2 id="c">C</h2></div>"""
    assert prose(content) == {"a": "One two.", "b": "Three <b> four: five six", "c": ""}


def test_plain_text_is_text_as_it_was_written() -> None:
    assert plain(" кон\u00adфи\u00adден  в\u00a0CRM\n") == "конфиден в CRM"
