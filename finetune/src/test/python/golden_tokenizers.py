"""Writes ../resources/golden/tokenizers.json: tiny vocabularies and how the reference libraries cut texts with them.

Byte-level ones are trained and run by Hugging Face's tokenizers with the models' own rules of cutting (those of transformers'
converters), the SentencePiece one by sentencepiece itself. Run with tokenizers 0.22, sentencepiece 0.2:
    python golden_tokenizers.py > ../resources/golden/tokenizers.json
"""
import io
import json
import sys

import sentencepiece
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

LEARN = [
    "The quick brown fox jumps over the lazy dog. It's 2026, isn't it? We'll see 12345 numbers.",
    "Lian4J trains small language models on the JVM; they're tested here and there, here and there.",
    "小模型在这里训练，训练小模型。大语言模型很大，小模型很小。",
    "def train(model, data):\n    for step in range(1000):\n        model.step(data)\n",
] * 4
TEXTS = [
    "",
    "Hello, world!",
    "It's the model's 1234567 steps; we'LL see 3.14",
    "训练一个小模型，2026年。",
    " two  spaces\n\n\nand\tlines \r\n end  ",
    "naïve cafe\u0301 🙂 Ωmega",
    "<|im_start|>user\nhere<|im_end|>\n",
    "def train():\n        return x_1 + y",
]
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|%s"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
BYTES = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
GPT2 = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
KINDS = {
    "gpt-2": (None, GPT2),
    "smollm": (None, pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), GPT2])),
    "qwen2": (
        normalizers.NFC(),
        pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(WORDS % r"\p{N}"), "isolated"), BYTES]),
    ),
    "llama-bpe": (
        None,
        pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(WORDS % r"\p{N}{1,3}"), "isolated"), BYTES]),
    ),
}


def byte_level(name):
    normalizer, cutting = KINDS[name]
    tokenizer = Tokenizer(models.BPE(ignore_merges=name == "llama-bpe"))
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = cutting
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(LEARN, trainer)
    model = json.loads(tokenizer.to_str())["model"]
    tokens = [t for t, _ in sorted(model["vocab"].items(), key=lambda kv: kv[1])]
    merges = [m if isinstance(m, str) else " ".join(m) for m in model["merges"]]
    return {
        "model": "gpt2",
        "pre": name,
        "tokens": tokens,
        "types": [3 if t in SPECIAL else 1 for t in tokens],
        "merges": merges,
        "texts": [
            {"text": t, "ids": tokenizer.encode(t, add_special_tokens=False).ids,
             "decoded": tokenizer.decode(tokenizer.encode(t).ids)}
            for t in TEXTS
        ],
    }


def sentence_piece():
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LEARN), model_writer=out, model_type="bpe", vocab_size=420, byte_fallback=True,
        character_coverage=0.98, normalization_rule_name="identity", remove_extra_whitespaces=False,
        split_digits=True, allow_whitespace_only_pieces=True, minloglevel=2, pad_id=-1,
    )
    sp = sentencepiece.SentencePieceProcessor(model_proto=out.getvalue())
    size = sp.get_piece_size()
    types = [2 if sp.is_unknown(i) else 3 if sp.is_control(i) else 6 if sp.is_byte(i) else 1 for i in range(size)]
    texts = [t for t in TEXTS if "<|" not in t]
    return {
        "model": "llama",
        "tokens": [sp.id_to_piece(i) for i in range(size)],
        "types": types,
        "scores": [sp.get_score(i) for i in range(size)],
        "texts": [{"text": t, "ids": sp.encode(t), "decoded": t} for t in texts],
    }


cases = [byte_level(name) for name in KINDS] + [sentence_piece()]
print("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]")
print("written", file=sys.stderr)
