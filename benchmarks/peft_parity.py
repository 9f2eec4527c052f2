#!/usr/bin/env python3
"""PEFT loads Lian4J's LoRA adapters and Lian4J loads PEFT's, with the same log probabilities.

Usage: peft_parity.py BASE OUR_ADAPTER PROMPT
BASE is a directory of Hugging Face's, OUR_ADAPTER what `lian finetune` wrote for it.
Needs: pip install torch transformers peft
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer

TOKENS = 20
BOUND = 1e-3
LIAN = pathlib.Path(__file__).resolve().parent.parent / "bin" / "lian"


def ours(base, adapter, prompt):
    """The log probability of each token that Lian4J writes, and the text."""
    command = [LIAN, "generate", "--base", base, "--adapter", adapter, "--plain", "--json", "--logprobs",
               "--max-tokens", str(TOKENS), prompt]
    line = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return line["token_ids"], line["logprobs"]


def theirs(model, tokenizer, prompt, tokens):
    """What PEFT's model gives these tokens."""
    start = tokenizer(prompt, return_tensors="pt").input_ids[0].tolist()
    with torch.no_grad():
        logits = model(torch.tensor([start + tokens])).logits[0].log_softmax(-1)
    places = range(len(start) - 1, len(start) + len(tokens) - 1)
    return [(logits[place, token].item(), logits[place].argmax().item())
            for place, token in zip(places, tokens)]


def compare(name, model, tokenizer, base, adapter, prompt):
    tokens, logprobs = ours(base, adapter, prompt)
    expected = theirs(model, tokenizer, prompt, tokens)
    largest = max(abs(mine - other) for mine, (other, _) in zip(logprobs, expected))
    same = sum(token == best for token, (_, best) in zip(tokens, expected))
    print(f"{name}: largest difference of a log probability {largest:.2e}, "
          f"{same} of {len(tokens)} tokens the most likely ones, text {tokenizer.decode(tokens)!r}")
    return largest < BOUND and same == len(tokens)


def main():
    base, adapter, prompt = sys.argv[1:4]
    tokenizer = AutoTokenizer.from_pretrained(base)

    def fresh():
        return AutoModelForCausalLM.from_pretrained(base, torch_dtype=torch.float32).eval()

    ok = compare("ours in PEFT", PeftModel.from_pretrained(fresh(), adapter).eval(), tokenizer, base, adapter, prompt)
    torch.manual_seed(7)
    config = LoraConfig(r=4, lora_alpha=8, target_modules="all-linear", init_lora_weights=False)
    random = get_peft_model(fresh(), config).eval()
    for name, parameter in random.named_parameters():
        if "lora_" in name:
            torch.nn.init.normal_(parameter, std=0.02)
    with tempfile.TemporaryDirectory() as folder:
        random.save_pretrained(folder)
        ok &= compare("PEFT's in ours", random, tokenizer, base, folder, prompt)
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
