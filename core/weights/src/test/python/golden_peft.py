"""Makes src/test/resources/peft/*: adapters of a tiny Llama, saved by PEFT.

Run by hand: pip install torch peft==0.21.2 transformers safetensors; python golden_peft.py ../resources/peft
"""

import os
import shutil
import sys
import tempfile

import torch
from peft import IA3Config, LoraConfig, PrefixTuningConfig, PromptTuningConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

os.environ["HF_HUB_OFFLINE"] = "1"
out = sys.argv[1]
torch.manual_seed(0)
config = LlamaConfig(
    hidden_size=8, intermediate_size=12, num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=1,
    vocab_size=16, attention_bias=True, tie_word_embeddings=False,
)
base = tempfile.mkdtemp()
LlamaForCausalLM(config).save_pretrained(base)

METHODS = {
    "lora": LoraConfig(
        task_type="CAUSAL_LM", r=4, lora_alpha=8, target_modules=["q_proj", "v_proj"], rank_pattern={"q_proj": 2},
        alpha_pattern={"v_proj": 3}, layers_to_transform=[0],
    ),
    "dora": LoraConfig(
        task_type="CAUSAL_LM", r=2, use_dora=True, use_rslora=True, bias="lora_only", target_modules=".*q_proj",
        modules_to_save=["lm_head"], init_lora_weights="gaussian",
    ),
    "prompt": PromptTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=3),
    "prefix": PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=3),
    "ia3": IA3Config(
        task_type="CAUSAL_LM", target_modules=["k_proj", "down_proj"], feedforward_modules=["down_proj"]
    ),
}

for name, method in METHODS.items():
    model = get_peft_model(LlamaForCausalLM.from_pretrained(base), method)
    for parameter in model.parameters():
        if parameter.requires_grad:
            torch.nn.init.normal_(parameter, std=0.5)
    for peft_config in model.peft_config.values():
        peft_config.base_model_name_or_path = "tiny/小模型"
    model.save_pretrained(f"{out}/{name}")
    os.remove(f"{out}/{name}/README.md")
shutil.rmtree(base)
