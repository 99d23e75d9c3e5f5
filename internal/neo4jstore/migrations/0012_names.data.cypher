// The names of version 0.1.0: the share of a copy was kappa, that of an ownership share.
MATCH ()-[d:COPIES]->() WHERE d.kappa IS NOT NULL SET d.copiedShare = d.kappa REMOVE d.kappa;
MATCH ()-[o:OWNED_BY]->() WHERE o.share IS NOT NULL SET o.sharePercent = o.share REMOVE o.share;
