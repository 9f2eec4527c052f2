"""Logits of tiny adapters by peft: the model has the numbers of FormulaWeights. Run: python golden_peft.py > peft.json"""
import json, math, os, shutil, sys, tempfile
import torch
from transformers import Qwen2Config, Qwen2ForCausalLM
import peft
from peft import LoraConfig, PrefixTuningConfig, PromptTuningConfig, IA3Config, get_peft_model

CONFIG = dict(model_type="qwen2", vocab_size=40, hidden_size=16, intermediate_size=24, num_hidden_layers=2,
              num_attention_heads=4, num_key_value_heads=2, rms_norm_eps=1e-6, max_position_embeddings=64,
              tie_word_embeddings=False)
PROMPT = [3, 14, 15, 9, 26]

def formula(name, shape):
    seed = sum(ord(c) * (i % 7 + 1) for i, c in enumerate(name)) % 1009
    n = math.prod(shape)
    values = [math.sin(0.37 * i + 0.11 * seed) + 0.5 * math.sin(1.7 * i + seed) for i in range(n)]
    if name.endswith("norm.weight"):
        values = [1 + 0.2 * v for v in values]
    else:
        values = [v * (0.2 if name.endswith("bias") else 0.25) for v in values]
    return torch.tensor(values, dtype=torch.float64).to(torch.float32).reshape(shape)

def model():
    m = Qwen2ForCausalLM(Qwen2Config(**{k: v for k, v in CONFIG.items() if k != "model_type"}, attn_implementation="eager")).eval()
    with torch.no_grad():
        for name, p in m.named_parameters():
            p.copy_(formula(name, tuple(p.shape)))
    return m

def adapters():
    q = ["q_proj", "down_proj"]
    yield "lora", LoraConfig(r=2, lora_alpha=4, target_modules=q, task_type="CAUSAL_LM")
    yield "rslora of layer 1", LoraConfig(r=2, lora_alpha=4, target_modules=q, use_rslora=True, layers_to_transform=[1], task_type="CAUSAL_LM")
    yield "dora", LoraConfig(r=2, lora_alpha=4, target_modules=q, use_dora=True, task_type="CAUSAL_LM")
    yield "biases", LoraConfig(r=2, lora_alpha=4, target_modules=q, bias="all", task_type="CAUSAL_LM")
    yield "head saved", LoraConfig(r=2, lora_alpha=4, target_modules=q, modules_to_save=["lm_head"], task_type="CAUSAL_LM")
    yield "ia3", IA3Config(target_modules=["k_proj", "v_proj", "down_proj"], feedforward_modules=["down_proj"], task_type="CAUSAL_LM")
    yield "prompt", PromptTuningConfig(num_virtual_tokens=3, task_type="CAUSAL_LM")
    yield "prefix", PrefixTuningConfig(num_virtual_tokens=3, task_type="CAUSAL_LM")

cases = []
for name, config in adapters():
    m = get_peft_model(model(), config)
    m.eval()
    with torch.no_grad():
        for n, p in m.named_parameters():
            if p.requires_grad:
                n2 = n.replace(".default", "")
                f = formula(n2, tuple(p.shape))
                p.copy_(f if not ("magnitude" in n or "ia3" in n) else p + 0.2 * f)
        logits = m(input_ids=torch.tensor([PROMPT])).logits[0, -len(PROMPT):]
    d = tempfile.mkdtemp()
    m.save_pretrained(d)
    from safetensors.torch import load_file
    tensors = load_file(os.path.join(d, "adapter_model.safetensors"))
    conf = json.load(open(os.path.join(d, "adapter_config.json")))
    cases.append(dict(name=name, config=conf, tensors={k: dict(shape=list(v.shape), values=[round(x, 6) for x in v.flatten().tolist()]) for k, v in tensors.items()}, last=[round(x, 5) for x in logits[-1].tolist()]))
    shutil.rmtree(d)
json.dump(dict(peft=peft.__version__, config=CONFIG, prompt=PROMPT, cases=cases), sys.stdout)
