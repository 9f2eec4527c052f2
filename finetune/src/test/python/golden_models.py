"""Writes the golden values of ../resources/golden/models.json: logits and greedy tokens of tiny models by transformers.

Weights are a formula, the same as in FormulaWeights.java, so none are stored. Run with torch 2.7 and transformers 4.57:
    python golden_models.py > ../resources/golden/models.json
"""
import json
import math

import torch
from transformers import AutoConfig, AutoModelForCausalLM

torch.manual_seed(0)
torch.set_num_threads(1)

BASE = dict(
    vocab_size=67,
    hidden_size=32,
    intermediate_size=48,
    num_hidden_layers=3,
    num_attention_heads=4,
    num_key_value_heads=2,
    max_position_embeddings=64,
    rms_norm_eps=1e-5,
    tie_word_embeddings=False,
)
CASES = {
    "llama": dict(model_type="llama"),
    "llama tied, one key-value head": dict(model_type="llama", tie_word_embeddings=True, num_key_value_heads=1),
    "llama with biases, wide heads": dict(
        model_type="llama", attention_bias=True, mlp_bias=True, head_dim=12, rope_theta=500.0
    ),
    "llama linear rope": dict(model_type="llama", rope_scaling={"rope_type": "linear", "factor": 2.5}),
    "llama dynamic rope": dict(
        model_type="llama", max_position_embeddings=8, rope_scaling={"rope_type": "dynamic", "factor": 3.0}
    ),
    "llama 3.1 rope": dict(
        model_type="llama",
        rope_scaling={
            "rope_type": "llama3",
            "factor": 8.0,
            "low_freq_factor": 1.0,
            "high_freq_factor": 4.0,
            "original_max_position_embeddings": 16,
        },
    ),
    "llama yarn rope": dict(
        model_type="llama",
        rope_scaling={"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 16},
    ),
    "mistral, window of 5": dict(model_type="mistral", sliding_window=5),
    "mistral, no window": dict(model_type="mistral", sliding_window=None),
    "qwen2": dict(model_type="qwen2", tie_word_embeddings=True),
    "qwen2, window from layer 1": dict(
        model_type="qwen2", use_sliding_window=True, sliding_window=4, max_window_layers=1
    ),
    "qwen3": dict(model_type="qwen3", head_dim=16),
}
PROMPT = [3, 14, 15, 9, 26, 5, 35, 8, 9, 7, 9, 32]
NEW_TOKENS = 12


def formula(name, index):
    """The number at a place of a parameter: as in FormulaWeights.java."""
    seed = sum(ord(c) * (i % 7 + 1) for i, c in enumerate(name)) % 1009
    value = math.sin(0.37 * index + 0.11 * seed) + 0.5 * math.sin(1.7 * index + seed)
    if name.endswith("norm.weight"):
        return 1 + 0.2 * value
    return value * (0.2 if name.endswith("bias") else 0.25)


def fill(model):
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            values = [formula(name, i) for i in range(parameter.numel())]
            parameter.copy_(torch.tensor(values, dtype=torch.float64).reshape(parameter.shape))


def golden(name, changes):
    fields = {**BASE, **changes}
    model_type = fields.pop("model_type")
    config = AutoConfig.for_model(model_type, **fields)
    config._attn_implementation = "eager"
    model = AutoModelForCausalLM.from_config(config).eval().float()
    fill(model)
    ids = torch.tensor([PROMPT])
    # Loss and logits first: the dynamic rope stays as long as it ever was.
    loss = model(ids, labels=ids).loss
    loss.backward()
    with torch.no_grad():
        logits = model(ids).logits[0]
        # Greedy decoding without a cache, so that the dynamic rope is that of the whole text at each step.
        text = list(PROMPT)
        for _ in range(NEW_TOKENS):
            text.append(int(model(torch.tensor([text])).logits[0, -1].argmax()))
    norms = {
        n: float(p.grad.norm()) for n, p in model.named_parameters() if ".0.self_attn" in n or "embed" in n or "head" in n
    }
    written = config.to_dict()
    keep = set(fields) | {"model_type", "hidden_act", "rope_theta", "head_dim", "use_sliding_window", "sliding_window",
                          "max_window_layers", "attention_bias", "mlp_bias", "rope_scaling"}
    return {
        "name": name,
        "config": {k: written[k] for k in sorted(keep) if k in written},
        "logits": [[round(float(x), 5) for x in logits[i, :10]] for i in (0, 3, len(PROMPT) - 1)],
        "sums": [round(float(x), 4) for x in logits.double().sum(-1)],
        "greedy": text[len(PROMPT):],
        "loss": round(float(loss), 6),
        "gradientNorms": {k: float(f"{v:.6g}") for k, v in norms.items()},
    }


cases = ",\n".join(json.dumps(golden(n, c)) for n, c in CASES.items())
print(f'{{"prompt": {PROMPT}, "cases": [\n{cases}\n]}}')
