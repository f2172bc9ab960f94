"""The invented reports are read as reports are: each whole, with its headline and its day."""

from qa.assistant import Assistant


def test_every_report_has_its_headline_and_its_day(news: Assistant) -> None:
    for article in news.articles():
        assert article.headline is not None
        assert article.headline.start == 0, article.source
        assert article.published is not None, article.source
        assert article.published.method in ("dateline", "date line"), article.source


def test_no_sentence_of_a_report_is_left_out(news: Assistant) -> None:
    for article in news.articles():
        left_out = [each.span.of(article.text) for each in article.left_out]
        assert not [line for line in left_out if line.endswith(".")], article.source
